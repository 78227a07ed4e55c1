"""The sentences of a route review in Arabic."""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.domain.reviews.arabic import (
    CUSTOMER,
    ITEM,
    LINE,
    QUANTITY,
    VISIT,
    counted,
    sold_of,
    units,
)
from sales_supervision.domain.reviews.findings import Slots, Wording

Groups = tuple[Slots, ...]


def _day(about: Slots) -> str:
    visited, planned, sold, recommended, score = about[:5]
    return (
        f"زيارة {visited.figure} من أصل {counted(planned, CUSTOMER)}، و"
        f"{sold_of(sold, recommended)}، والتقييم {score.figure}"
    )


def _with_gaps(about: Slots, _: Groups) -> str:
    short, count, worst = about[5:]
    return (
        f"{_day(about)}. النقص {units(short, subject=True)} عند {counted(count, CUSTOMER)}، وأكبره "
        f"عند {worst.customer} ({worst.figure})."
    )


def _missed(reason: str) -> Wording:
    return lambda about, _: (
        f"{about[0].customer}: {reason}، والموصى به {units(about[0], subject=True)}."
    )


WORDINGS: Mapping[str, Wording] = {
    "no_plan": lambda *_: "لا عملاء في خطة هذا المسار اليوم.",
    "not_begun": lambda a, _: (
        f"لم تبدأ الزيارات بعد: في الخطة {counted(a[0], CUSTOMER, subject=True)}، والموصى به "
        f"{units(a[1], subject=True)}."
    ),
    "visited_untold": lambda a, _: (
        f"زيارة {a[0].figure} من أصل {counted(a[1], CUSTOMER)}، ولم يُبلَّغ بعد عن أي كمية موصى بها."
    ),
    "day_without_gap": lambda a, _: f"{_day(a)}، ولا نقص عن الخطة عند أحد.",
    "day_with_one_gap": lambda a, _: (
        f"{_day(a)}. النقص عند {a[7].customer} وحده، وهو {units(a[7], subject=True)}."
    ),
    "day_with_gaps": _with_gaps,
    "performs": lambda a, _: f"{a[0].customer}: {sold_of(a[0], a[1])}، والتقييم {a[2].figure}.",
    "missed_closed": _missed("مغلق"),
    "missed_no_need": _missed("لم تتم الزيارة لعدم الحاجة"),
    "missed_no_payment": _missed("لم تتم الزيارة لوجود دفعة مستحقة"),
    "missed_no_time": _missed("لم تتم الزيارة لضيق الوقت"),
    "missed_other": _missed("لم تتم الزيارة"),
    "refused_all_usually_buys": lambda a, _: (
        f"{a[0].customer}: لا بيع من أصل {units(a[0])} موصى بها، ومتوسط الزيارة "
        f"{units(a[1], subject=True)}."
    ),
    "refused_all": lambda a, _: f"{a[0].customer}: لا بيع من أصل {units(a[0])} موصى بها.",
    "collapsed": lambda a, _: (
        f"{a[0].customer}: هبوط إلى {units(a[0])} من متوسط {a[1].figure} في آخر "
        f"{counted(a[2], VISIT)}."
    ),
    "weak": lambda a, _: (
        f"{a[0].customer}: {sold_of(a[0], a[1])}، ومنها {a[2].figure} من {a[3].figure} في "
        f"{a[2].item}."
    ),
    "weak_none_of": lambda a, _: (
        f"{a[0].customer}: {sold_of(a[0], a[1])}، ولا شيء من {a[3].figure} في {a[2].item}."
    ),
    "all_visited": lambda a, _: f"اكتملت زيارات الخطة: {counted(a[0], CUSTOMER, subject=True)}.",
    "wide_coverage": lambda a, _: (
        f"التشكيلة تباع: اشتُري {a[0].figure} من أصل {counted(a[1], LINE)} موصى بها."
    ),
    "saved_by_redistribution": lambda a, _: (
        f"إعادة التوزيع باعت ما تركه آخرون: {units(a[0], subject=True)}."
    ),
    "must_stock_holds": lambda a, _: f"الأصناف الأساسية ثابتة: {sold_of(a[0], a[1])}.",
    "must_stock_missed": lambda a, _: f"نقص الأصناف الأساسية: {a[0].figure} من أصل {units(a[1])}.",
    "item_short": lambda a, _: (
        f"{a[0].item}: النقص {units(a[0], subject=True)} عند {counted(a[1], CUSTOMER)}."
    ),
    "visits_without_a_sale": lambda a, _: (
        f"زيارات انتهت دون بيع: {a[0].figure} من أصل {counted(a[1], VISIT)}."
    ),
    "many_falling": lambda a, _: (
        f"شراء أقل بكثير من متوسط الزيارات الأخيرة عند {counted(a[0], CUSTOMER)}."
    ),
    "placed_ahead": lambda a, _: f"{a[0].item}: وُزع المتبقي على من لم يُزر ({units(a[0])}).",
    "placed_ahead_at": lambda a, g: (
        f"{a[0].item}: يمكن أن يذهب المتبقي ({units(a[0], subject=True)}) إلى {g[0][0].customer}."
    ),
    "placed_ahead_most_at": lambda a, g: (
        f"{a[0].item}: يمكن توزيع المتبقي ({units(a[0], subject=True)}) على من لم يُزر، منها "
        f"{g[0][0].figure} إلى {g[0][0].customer}."
    ),
    "overdue_ahead": lambda a, _: (
        f"{a[0].customer} لم يُزر بعد، وعنده {counted(a[0], ITEM, subject=True)} تجاوزت الدورة، "
        f"والموصى به {units(a[1], subject=True)}."
    ),
    "demand_above_plan": lambda a, _: (
        f"{a[0].item}: شراء فوق الخطة عند {counted(a[0], CUSTOMER)} بمقدار {units(a[1])}؛ ارفع "
        "التوصية."
    ),
    "unplanned_buyer": lambda a, _: (
        f"{a[0].customer} خارج الخطة واشترى {units(a[0])}: يستحق مكانًا في خط السير."
    ),
    "item_outside": lambda a, _: f"{a[0].item}: بيع {units(a[0])} مع أن أحدًا لم يوص له به.",
    "loaded_above_plan": lambda a, _: (
        f"{a[0].item}: الحمولة {a[0].figure} والموصى به {a[1].figure}، والفائض {a[2].figure}."
    ),
    "loaded_for_nobody": lambda a, _: (
        f"{a[0].item}: الحمولة {units(a[0], subject=True)}، ولا توصية به لأحد."
    ),
    "loaded_below_plan": lambda a, _: (
        f"{a[0].item}: الحمولة {a[0].figure} والموصى به {a[1].figure}، والنقص {a[2].figure}."
    ),
    "comes_back": lambda a, _: (
        f"{a[0].item}: يعود إلى المستودع {units(a[0], subject=True)}، فلا أحد بعد الآن."
    ),
    "no_home_for_any": lambda a, _: (
        f"{a[0].item}: المتبقي في الشاحنة {units(a[0], subject=True)} بلا أي مشترٍ لاحق."
    ),
    "no_home_ahead": lambda a, _: (
        f"{a[0].item}: المتبقي في الشاحنة {a[1].figure}، منها {a[0].figure} بلا مشترٍ لاحق."
    ),
    "sold_above_load": lambda a, _: (
        f"{a[0].item}: بيع {a[0].figure}، أي {a[1].figure} فوق الحمولة. تحقق من الحمولة والإدخال."
    ),
    "sold_above_plan": lambda a, _: (
        f"{a[0].item}: بيع {a[0].figure}، أي {a[1].figure} فوق الخطة، والحمولة غير معروفة."
    ),
    "too_few_ahead": lambda a, _: (
        f"{a[0].item}: المتبقي {a[1].figure} والموصى به لاحقًا {a[2].figure}، والنقص {a[0].figure}."
    ),
    "none_left_ahead": lambda a, _: (
        f"{a[0].item}: نفدت الكمية، والموصى به لاحقًا {units(a[0], subject=True)}."
    ),
    "quantities_untold": lambda a, _: (
        f"كميات لم يُبلَّغ عنها: {counted(a[0], QUANTITY, subject=True)} عند "
        f"{counted(a[1], CUSTOMER)}. اطلبها عند الباب لا في آخر اليوم."
    ),
    "item_refused": lambda a, _: (
        f"{a[0].item}: رفضه {a[0].figure} من أصل {counted(a[1], CUSTOMER)}. اعرف السبب قبل تحميله "
        "ثانية."
    ),
    "early_over_late_short": lambda a, _: (
        f"بيع {units(a[0])} فوق الخطة عند {counted(a[1], CUSTOMER)}، وينقص الآن {a[2].figure} "
        "لمن لم يُزر: التزم بالخطة أول اليوم."
    ),
    "second_half_of_the_list": lambda a, _: (
        f"العرض يتوقف عند الأساسي: بيع {a[0].figure} من {a[1].figure} من الأسطر الأساسية، و"
        f"{a[2].figure} من {a[3].figure} من المقترحة."
    ),
    "whole_lists": lambda a, _: f"القائمة الأساسية كاملة عند {counted(a[0], CUSTOMER)}.",
    "sold_the_stretch": lambda a, _: (
        f"{a[0].customer} أخذ {units(a[0])} مما تركه آخرون: العرض هناك ينجح."
    ),
}
