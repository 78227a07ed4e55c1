"""Providers that speak the chat completions of OpenAI: Groq, OpenAI, local servers and others."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sales_supervision.reviews.fallbacks import FallbackReason
from sales_supervision.reviews.providers import (
    Prompt,
    ProviderAnswer,
    ProviderError,
    Schema,
    Written,
)

if TYPE_CHECKING:
    from openai import OpenAI

MOST_TOKENS_OUT = 4000
_CONNECT_SECONDS = 3.0
_CHARACTERS_A_TOKEN = 4


class ChatCompletions:
    """One model at one address. The SDK takes over a second to load, so only ``prepare`` or the
    first call loads it."""

    def __init__(self, base_url: str, api_key: str, model: str, *, stream: bool) -> None:
        self._base_url = base_url
        self._api_key = api_key
        self._model = model
        self._stream = stream

    @property
    def model(self) -> str:
        return self._model

    def prepare(self) -> None:
        assert self._client is not None

    def write(
        self, prompt: Prompt, schema: Schema, *, seconds: float, written: Written
    ) -> ProviderAnswer:
        import openai  # noqa: PLC0415

        until = time.monotonic() + seconds
        try:
            return self._answer(prompt, schema, until, written)
        except openai.APITimeoutError as error:
            raise ProviderError(
                FallbackReason.UNREACHABLE, f"no answer within {seconds:.1f} s"
            ) from error
        except openai.APIStatusError as error:
            raise _of_status(
                error.status_code, error.response.headers.get("retry-after"), error.message
            ) from error
        except openai.APIConnectionError as error:
            raise ProviderError(FallbackReason.UNREACHABLE, str(error), again=True) from error
        except (openai.OpenAIError, ValueError) as error:
            # A body that is no JSON, or an error told in the middle of a stream.
            raise ProviderError(FallbackReason.PROVIDER_ERROR, str(error), again=True) from error

    def close(self) -> None:
        # Closing what was never opened would load the SDK.
        if "_client" in self.__dict__:
            self._client.close()

    @cached_property
    def _client(self) -> OpenAI:
        from openai import DefaultHttpxClient, OpenAI  # noqa: PLC0415

        return OpenAI(
            base_url=self._base_url,
            api_key=self._api_key,
            max_retries=0,
            # Names and figures go to the address of the settings and to no other.
            http_client=DefaultHttpxClient(follow_redirects=False),
        )

    def _answer(
        self, prompt: Prompt, schema: Schema, until: float, written: Written
    ) -> ProviderAnswer:
        import httpx2  # noqa: PLC0415

        left = max(0.05, until - time.monotonic())
        request: dict[str, Any] = {
            "model": self._model,
            "messages": _messages(prompt),
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "review", "strict": True, "schema": schema},
            },
            "max_completion_tokens": MOST_TOKENS_OUT,
            "timeout": httpx2.Timeout(left, connect=min(left, _CONNECT_SECONDS)),
        }
        if not self._stream:
            completion = self._client.chat.completions.create(**request)
            text = (completion.choices[0].message.content or "") if completion.choices else ""
            written(len(text))
            return self._counted(prompt, text, completion.usage)
        stream = self._client.chat.completions.create(
            **request, stream=True, stream_options={"include_usage": True}
        )
        pieces: list[str] = []
        usage: Any = None
        finished = False
        with stream:
            for chunk in stream:
                if time.monotonic() > until:
                    raise ProviderError(FallbackReason.UNREACHABLE, "the stream came too slowly")
                usage = chunk.usage or usage
                for choice in chunk.choices:
                    pieces.append(choice.delta.content or "")
                    finished = finished or choice.finish_reason is not None
                written(sum(map(len, pieces)))
        if not pieces and not finished:
            raise ProviderError(FallbackReason.PROVIDER_ERROR, "no stream came", again=True)
        if not finished:
            raise ProviderError(FallbackReason.UNREACHABLE, "the stream broke off", again=True)
        return self._counted(prompt, "".join(pieces), usage)

    def _counted(self, prompt: Prompt, text: str, usage: Any) -> ProviderAnswer:
        """What the provider counted, else an estimate that rather costs too much."""
        asked = sum(len(message["content"]) for message in _messages(prompt))
        return ProviderAnswer(
            text=text,
            tokens_in=usage.prompt_tokens if usage else asked // _CHARACTERS_A_TOKEN + 1,
            tokens_out=usage.completion_tokens if usage else len(text) // _CHARACTERS_A_TOKEN + 1,
            model=self._model,
        )


def _messages(prompt: Prompt) -> list[dict[str, str]]:
    return list(_told(prompt))


def _told(prompt: Prompt) -> Iterator[dict[str, str]]:
    yield {"role": "system", "content": prompt.system}
    yield {"role": "user", "content": prompt.facts}
    for answer, reply in prompt.turns:
        yield {"role": "assistant", "content": answer}
        yield {"role": "user", "content": reply}


def _of_status(status: int, retry_after: str | None, message: str) -> ProviderError:
    if status == 429:
        return ProviderError(
            FallbackReason.RATE_LIMITED, message, again=True, retry_after=_seconds(retry_after)
        )
    if status >= 500 or status in (408, 409):
        return ProviderError(
            FallbackReason.PROVIDER_ERROR,
            f"{status}: {message}",
            again=True,
            retry_after=_seconds(retry_after),
        )
    return ProviderError(FallbackReason.REFUSED, f"{status}: {message}")


def _seconds(retry_after: str | None) -> float | None:
    """Seconds of a Retry-After header, None for none or for a date."""
    try:
        seconds = float(retry_after or "")
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None
