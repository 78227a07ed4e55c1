"""The sentences of a customer review in Arabic."""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.domain.reviews.arabic import (
    ITEM,
    QUANTITY,
    VISIT,
    ago,
    counted,
    every,
    left_of,
    listed,
    sold_of,
    units,
)
from sales_supervision.domain.reviews.findings import Slots, Wording

Groups = tuple[Slots, ...]


def _short_mostly(about: Slots, van: Groups) -> str:
    score, sold, recommended, short, count, worst = about
    return (
        f"{sold_of(sold, recommended)}، والتقييم {score.figure}. النقص "
        f"{units(short, subject=True)} في {counted(count, ITEM)}، منها {worst.figure} في "
        f"{worst.item}.{_van_lacked(van)}"
    )


def _short_spread(about: Slots, van: Groups) -> str:
    score, sold, recommended, short, count, worst = about
    return (
        f"{sold_of(sold, recommended)}، والتقييم {score.figure}. النقص "
        f"{units(short, subject=True)} موزع على {counted(count, ITEM)}، وأكبره في "
        f"{worst.item} ({worst.figure})."
        f"{_van_lacked(van)}"
    )


def _above_plan(about: Slots, van: Groups) -> str:
    score, sold, recommended, over, count = about
    return (
        f"{sold_of(sold, recommended)}، والتقييم {score.figure}. تجاوز البيع الخطة في "
        f"{counted(count, ITEM)} بمقدار {units(over)}.{_van_lacked(van)}"
    )


def _van_lacked(van: Groups) -> str:
    return f" ونقص الشاحنة من طلبه {units(van[0][0], subject=True)}." if van else ""


def _short(about: Slots, takers: Groups) -> str:
    sold, recommended, short = about
    return (
        f"{sold.item}: بيع {sold.figure} من {recommended.figure}، والنقص {short.figure}"
        f"{_went(takers)}."
    )


def _none(about: Slots, takers: Groups) -> str:
    _, recommended, _ = about
    return f"{recommended.item}: لم يُبع شيء من أصل {units(recommended)}{_went(takers)}."


def _went(takers: Groups) -> str:
    if not takers:
        return ""
    return "؛ يُعرض الآن على " + listed(f"{slot.customer} ({slot.figure})" for (slot,) in takers)


def _rhythm(groups: Groups) -> str:
    """Items with (cycle, days since)."""
    return listed(f"{cycle.item} ({every(cycle)}، وآخر شراء {ago(days)})" for cycle, days in groups)


def _last_and_cycle(groups: Groups) -> str:
    """Items with (days since, cycle)."""
    return listed(
        f"{days.item} (آخر شراء {ago(days)}، والمعتاد {every(cycle)})" for days, cycle in groups
    )


def _with_figures(groups: Groups) -> str:
    return listed(f"{slot.item} ({slot.figure})" for (slot,) in groups)


def _names(groups: Groups) -> str:
    return listed(slots[0].item for slots in groups)


def _past_cycle(groups: Groups) -> str:
    return listed(
        f"{recommended.item} ({units(recommended, subject=True)}، {every(cycle)}، وآخر شراء "
        f"{ago(days)})"
        for recommended, cycle, days in groups
    )


def _against_mean(about: Slots) -> str:
    bought, mean, visits = about
    return f"{units(bought)} مقابل متوسط {units(mean)} في آخر {counted(visits, VISIT)}"


def _call_the_owner(about: Slots, _: Groups) -> str:
    if about[0].value < 3:
        return "اسأل صاحب المحل قبل التحميل القادم عن سبب رفض الطلب كله."
    return (
        f"اتصل بصاحب المحل قبل التحميل القادم: رفض {counted(about[0], ITEM)} دفعة واحدة قرار، "
        "وليس رفًا ممتلئًا."
    )


def _missed(reason: str) -> Wording:
    return lambda about, _: (
        f"لم تتم الزيارة، {reason}. بقي الطلب مفتوحًا: {units(about[0], subject=True)} في "
        f"{counted(about[1], ITEM)}."
    )


WORDINGS: Mapping[str, Wording] = {
    "nothing_told": lambda a, _: (
        f"سُجلت الزيارة، ولم يُبلَّغ بعد عن أي كمية من أصل {counted(a[0], QUANTITY)}."
    ),
    "only_outside": lambda a, _: (
        f"لا توصية لهذا المحل، ومع ذلك اشترى {units(a[0])} من {counted(a[1], ITEM)}."
    ),
    "nothing_recommended": lambda *_: "لا توصية لهذا المحل، ولم يُبلَّغ عن أي بيع.",
    "no_sale": lambda a, _: (
        f"لا بيع: الموصى به {units(a[0], subject=True)} في {counted(a[1], ITEM)}، ولم يؤخذ منها "
        "شيء."
    ),
    "no_sale_so_far": lambda a, _: (
        f"لا بيع فيما أُبلغ عنه حتى الآن: الموصى به {units(a[0], subject=True)} في "
        f"{counted(a[1], ITEM)}."
    ),
    "short_one": lambda a, g: (
        f"{sold_of(a[1], a[2])}، والتقييم {a[0].figure}. النقص في {a[5].item} وحده، وهو "
        f"{units(a[5], subject=True)}.{_van_lacked(g)}"
    ),
    "short_mostly": _short_mostly,
    "short_spread": _short_spread,
    "above_plan": _above_plan,
    "as_planned": lambda a, g: (
        f"وفق الخطة: {sold_of(a[1], a[2])}، والتقييم {a[0].figure}.{_van_lacked(g)}"
    ),
    "whole_range": lambda a, _: f"اشترى المحل كل ما أوصي به: {counted(a[0], ITEM, subject=True)}.",
    "whole_must_stock": lambda a, _: (
        f"لم ينقص أي صنف أساسي: اشترى المحل {counted(a[0], ITEM)} كاملة."
        if a[0].value != 2
        else "لم ينقص أي صنف أساسي: اشترى المحل الصنفين كليهما."
    ),
    "sold_left_over": lambda a, _: f"باع هنا ما تركته محلات سابقة: {units(a[0], subject=True)}.",
    "won_back": lambda a, _: f"عودة {a[0].item}: بيع {units(a[0])}، وكان آخر شراء {ago(a[1])}.",
    "growing": lambda a, _: f"شراء أكبر من المعتاد: {_against_mean(a)}.",
    "largest_refused": lambda _, g: f"أكبر ما رُفض: {_with_figures(g)}.",
    "none_sold": _none,
    "sold_short": _short,
    "must_stock_short": lambda a, _: f"الأصناف الأساسية مجتمعة: {sold_of(a[0], a[1])}.",
    "van_short": lambda _, g: (
        "لم تكف حمولة الشاحنة: "
        + listed(f"{left.item} ({left_of(left, recommended)})" for left, recommended in g)
        + "."
    ),
    "too_early": lambda _, g: f"الموعد مبكر: {_last_and_cycle(g)}.",
    "lapsed": lambda _, g: f"خرج من طلبات هذا المحل: {_last_and_cycle(g)}.",
    "above_usual": lambda _, g: (
        "التوصية أعلى من المعتاد: "
        + listed(f"{rec.item} ({rec.figure} والمعتاد {usual.figure})" for rec, usual in g)
        + "."
    ),
    "overdue": lambda _, g: (
        f"تجاوز دورة الشراء: {_rhythm(g)}. إما أن موردًا آخر يورّد، أو أن البيع أبطأ مما يقول السجل."
    ),
    "fading": lambda _, g: (
        "تراجع بدأ قبل هذه الزيارة: "
        + listed(
            f"{last.item} (المرة السابقة {last.figure if last.value else 'لا شيء'}، والمتوسط "
            f"{mean.figure})"
            for last, mean in g
        )
        + "."
    ),
    "due": lambda _, g: (
        f"حان موعده حسب الدورة: {_rhythm(g)}. إما أن الرف ما زال ممتلئًا، أو أن غيرنا ورّد."
    ),
    "tell_the_rest": lambda a, _: (
        f"أكمل ما لم يُبلَّغ عنه ({counted(a[0], QUANTITY, subject=True)})؛ فهذه المراجعة تستند إلى "
        "جزء من الزيارة."
    ),
    "call_the_owner": _call_the_owner,
    "ask_for_the_shelf_count": lambda _, g: f"اطلب جرد الرف قبل التحميل القادم: {_names(g)}.",
    "load_what_is_owed": lambda _, g: f"حمّل لهذا المحل أولًا ما نقص في الشاحنة: {_with_figures(g)}.",
    "bring_down": lambda _, g: (
        "اخفض التوصية إلى المعتاد: "
        + listed(f"{rec.item} من {rec.figure} إلى نحو {usual.figure}" for rec, usual in g)
        + "."
    ),
    "wait_for_the_cycle": lambda _, g: (
        "اعرضه ثانية عند انتهاء دورته: "
        + listed(f"{slot.item} ({every(slot)})" for (slot,) in g)
        + "."
    ),
    "settle_the_range": lambda _, g: (
        f"احسم مع صاحب المحل بقاءه ضمن التشكيلة، وحمّل على أساسه: {_names(g)}."
    ),
    "ask_what_replaced_it": lambda _, g: f"اسأل عما حل محله على الرف: {_names(g)}.",
    "raise_to_habit": lambda _, g: (
        "ارفع التوصية إلى المعتاد: "
        + listed(f"{rec.item} من {rec.figure} إلى نحو {usual.figure}" for rec, usual in g)
        + "."
    ),
    "see_whether_it_lasts": lambda _, g: (
        "تأكد من استمرار الزيادة قبل رفع التوصية: "
        + listed(f"{sold.item} (بيع {sold.figure} مقابل {rec.figure})" for sold, rec in g)
        + "."
    ),
    "add_to_the_plan": lambda _, g: f"اشتراه المحل دون توصية ويستحق إضافته: {_with_figures(g)}.",
    "below_mean": lambda a, _: f"شراء أقل من المعتاد: {_against_mean(a)}.",
    "skipped_in_a_row": lambda _, g: (
        "غاب عن الطلب زيارة بعد زيارة: "
        + listed(f"{slot.item} ({counted(slot, VISIT)} متتالية)" for (slot,) in g)
        + "."
    ),
    "core_only": lambda a, _: (
        f"يأخذ الأساسي ويترك الباقي: {a[0].figure} من {a[1].figure} من الأصناف الأساسية، و"
        f"{a[2].figure} من {a[3].figure} من الأصناف المقترحة."
    ),
    "no_sale_at_a_buyer": lambda a, _: (
        f"لا بيع في محل متوسط شرائه {units(a[0])} في آخر {counted(a[1], VISIT)}."
    ),
    "collapsing": lambda a, _: f"هبوط حاد: {_against_mean(a)}.",
    "must_stock_lost": lambda _, g: (
        f"صنف أساسي توقف المحل عن شرائه: {_last_and_cycle(g)}."
        if len(g) == 1
        else f"أصناف أساسية توقف المحل عن شرائها: {_last_and_cycle(g)}."
    ),
    "check_entry": lambda a, _: (
        f"{a[0].item}: بيع {a[0].figure} مقابل {a[1].figure} موصى بها. تحقق من الإدخال أولًا."
    ),
    "ahead_without_order": lambda *_: "لم يُزر بعد، ولا توصية له.",
    "ahead": lambda a, _: (
        f"لم يُزر بعد: الموصى به {units(a[0], subject=True)} في {counted(a[1], ITEM)}."
    ),
    "missed_closed": _missed("فالمحل مغلق"),
    "missed_no_need": _missed("فلا حاجة للمحل"),
    "missed_no_payment": _missed("لوجود دفعة مستحقة"),
    "missed_no_time": _missed("لضيق الوقت"),
    "missed_other": _missed("لسبب آخر"),
    "visit_again_for": lambda _, g: f"خطط لزيارة قريبة من أجل {_past_cycle(g)}.",
    "offer_first": lambda _, g: f"ابدأ بعرض ما تجاوز دورته: {_past_cycle(g)}.",
    "offer_the_stretch": lambda _, g: (
        "اعرض الزيادة التي تركتها محلات سابقة: "
        + listed(f"{slot.item} ({slot.figure} إضافية)" for (slot,) in g)
        + "."
    ),
    "van_short_ahead": lambda _, g: (
        "حمولة الشاحنة لا تكفي هذا المحل: "
        + listed(f"{left.item} ({left_of(left, recommended)})" for left, recommended in g)
        + "."
    ),
}
