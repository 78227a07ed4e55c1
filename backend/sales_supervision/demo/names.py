"""Names of the demo: routes, shops and bakery items, in English and Arabic."""

from __future__ import annotations

from dataclasses import dataclass

ROUTES: tuple[tuple[str, str, str], ...] = (
    ("1001", "Bur Dubai", "Dubai"),
    ("1002", "Karama", "Dubai"),
    ("1003", "Satwa and Jumeirah", "Dubai"),
    ("1004", "Deira North", "Dubai"),
    ("1005", "Al Qusais", "Dubai"),
    ("2001", "Sharjah Rolla", "Sharjah"),
    ("2002", "Sharjah Industrial", "Sharjah"),
    ("3001", "Ajman Corniche", "Ajman"),
)

SHOP_NAMES: tuple[tuple[str, str], ...] = (
    ("Al Noor", "النور"),
    ("Al Nakheel", "النخيل"),
    ("Al Madina", "المدينة"),
    ("Al Safa", "الصفا"),
    ("Al Wadi", "الوادي"),
    ("Al Manara", "المنارة"),
    ("Al Baraka", "البركة"),
    ("Al Amal", "الأمل"),
    ("Al Fajr", "الفجر"),
    ("Al Jazeera", "الجزيرة"),
    ("Al Rawda", "الروضة"),
    ("Al Sahel", "الساحل"),
    ("Al Waha", "الواحة"),
    ("Al Yasmin", "الياسمين"),
    ("Bait Al Khair", "بيت الخير"),
    ("Blue Lagoon", "البحيرة الزرقاء"),
    ("City Gate", "بوابة المدينة"),
    ("Corner", "الزاوية"),
    ("Creek View", "إطلالة الخور"),
    ("Dana", "دانة"),
    ("Desert Rose", "وردة الصحراء"),
    ("Emirates Star", "نجمة الإمارات"),
    ("Family", "العائلة"),
    ("Fresh Choice", "الخيار الطازج"),
    ("Gold Souk", "سوق الذهب"),
    ("Golden Falcon", "الصقر الذهبي"),
    ("Green Valley", "الوادي الأخضر"),
    ("Gulf Pearl", "لؤلؤة الخليج"),
    ("Harbour", "الميناء"),
    ("Hassan and Sons", "حسن وأولاده"),
    ("Ibn Battuta", "ابن بطوطة"),
    ("Jasmine", "ياسمين"),
    ("Khalid", "خالد"),
    ("Lulu Al Bahr", "لؤلؤ البحر"),
    ("Maryam", "مريم"),
    ("Moon Light", "ضوء القمر"),
    ("Nasser", "ناصر"),
    ("New India", "الهند الجديدة"),
    ("Palm", "النخلة"),
    ("Rashid", "راشد"),
    ("Rigga", "الرقة"),
    ("Salam", "السلام"),
    ("Sea Breeze", "نسيم البحر"),
    ("Seven Stars", "النجوم السبعة"),
    ("Shams", "شمس"),
    ("Sunrise", "الشروق"),
    ("Union", "الاتحاد"),
    ("Zayed Street", "شارع زايد"),
)

SHOP_TYPES: tuple[tuple[str, str, float], ...] = (
    ("Grocery", "بقالة", 1.0),
    ("Mini Mart", "ميني ماركت", 1.2),
    ("Supermarket", "سوبرماركت", 2.2),
    ("Café", "مقهى", 0.7),
    ("Restaurant", "مطعم", 1.1),
    ("Hotel", "فندق", 1.8),
    ("School Canteen", "مقصف مدرسة", 1.4),
    ("Service Station", "محطة وقود", 0.9),
    ("Staff Housing Store", "متجر سكن العمال", 1.6),
)
"""English, Arabic, and how much a shop of that type buys beside a grocery."""


@dataclass(frozen=True, slots=True)
class DemoItem:
    """``price`` in AED; ``usual`` units a grocery takes; ``cycle`` days between purchases."""

    item_code: str
    item_name: str
    item_name_ar: str
    price: float
    usual: int
    cycle: int


_ITEMS: tuple[tuple[str, str, float, int, int], ...] = (
    ("White Bread 600 g", "خبز أبيض ٦٠٠ غ", 4.25, 14, 1),
    ("White Bread 275 g", "خبز أبيض ٢٧٥ غ", 2.75, 10, 1),
    ("Brown Bread 600 g", "خبز أسمر ٦٠٠ غ", 5.25, 8, 2),
    ("Milk Bread 450 g", "خبز بالحليب ٤٥٠ غ", 5.50, 6, 2),
    ("Multigrain Bread 500 g", "خبز متعدد الحبوب ٥٠٠ غ", 7.25, 4, 3),
    ("Sandwich Bread 700 g", "خبز سندويش ٧٠٠ غ", 6.50, 8, 2),
    ("Toast Bread 350 g", "خبز توست ٣٥٠ غ", 4.00, 6, 2),
    ("Bran Bread 500 g", "خبز نخالة ٥٠٠ غ", 6.75, 3, 4),
    ("Oat Bread 500 g", "خبز شوفان ٥٠٠ غ", 7.50, 3, 4),
    ("Garlic Bread 200 g", "خبز بالثوم ٢٠٠ غ", 6.00, 3, 5),
    ("Samoon 8 pc", "صمون ٨ حبات", 3.50, 12, 1),
    ("Samoon Brown 6 pc", "صمون أسمر ٦ حبات", 3.75, 6, 2),
    ("Khubz Large 5 pc", "خبز عربي كبير ٥ حبات", 2.50, 16, 1),
    ("Khubz Small 10 pc", "خبز عربي صغير ١٠ حبات", 3.00, 12, 1),
    ("Khubz Brown 5 pc", "خبز عربي أسمر ٥ حبات", 3.25, 6, 2),
    ("Chapati 10 pc", "شباتي ١٠ حبات", 4.50, 10, 1),
    ("Paratha Plain 5 pc", "براتا سادة ٥ حبات", 5.50, 8, 2),
    ("Malabar Paratha 5 pc", "براتا مالابار ٥ حبات", 6.50, 6, 3),
    ("Tortilla Plain 8 pc", "تورتيلا سادة ٨ حبات", 7.50, 5, 4),
    ("Tortilla Wheat 8 pc", "تورتيلا قمح ٨ حبات", 8.00, 4, 4),
    ("Burger Buns 6 pc", "خبز برغر ٦ حبات", 5.00, 10, 2),
    ("Burger Buns Sesame 4 pc", "خبز برغر بالسمسم ٤ حبات", 4.50, 7, 2),
    ("Hot Dog Rolls 6 pc", "خبز هوت دوغ ٦ حبات", 5.00, 6, 3),
    ("Slider Buns 12 pc", "خبز برغر صغير ١٢ حبة", 7.00, 4, 4),
    ("Dinner Rolls 9 pc", "خبز عشاء ٩ حبات", 5.25, 5, 3),
    ("Finger Rolls 8 pc", "خبز أصابع ٨ حبات", 4.75, 5, 3),
    ("Brioche Loaf 400 g", "بريوش ٤٠٠ غ", 11.00, 3, 5),
    ("Plain Croissant", "كرواسون سادة", 2.00, 12, 1),
    ("Cheese Croissant", "كرواسون بالجبن", 2.50, 12, 1),
    ("Zaatar Croissant", "كرواسون بالزعتر", 2.50, 10, 1),
    ("Chocolate Croissant", "كرواسون بالشوكولاتة", 2.75, 10, 2),
    ("Mini Croissant 6 pc", "كرواسون صغير ٦ حبات", 6.50, 5, 3),
    ("Puff Chicken", "بف دجاج", 2.50, 12, 1),
    ("Puff Vegetable", "بف خضار", 2.00, 10, 1),
    ("Puff Beef", "بف لحم", 2.75, 7, 2),
    ("Cheese Fatayer", "فطائر جبن", 2.25, 8, 2),
    ("Spinach Fatayer", "فطائر سبانخ", 2.25, 6, 2),
    ("Zaatar Manakish", "مناقيش زعتر", 3.00, 8, 1),
    ("Cheese Manakish", "مناقيش جبن", 4.00, 6, 2),
    ("Pizza Slice", "شريحة بيتزا", 4.00, 6, 2),
    ("Cream Roll", "رول بالكريمة", 2.00, 8, 2),
    ("Swiss Roll Chocolate", "سويس رول شوكولاتة", 7.00, 4, 4),
    ("Swiss Roll Vanilla", "سويس رول فانيلا", 7.00, 3, 5),
    ("Cupcake Vanilla 2 pc", "كب كيك فانيلا حبتان", 2.50, 9, 2),
    ("Cupcake Chocolate 2 pc", "كب كيك شوكولاتة حبتان", 2.50, 9, 2),
    ("Muffin Blueberry", "مافن توت", 3.50, 5, 3),
    ("Muffin Chocolate", "مافن شوكولاتة", 3.50, 5, 3),
    ("Pound Cake 300 g", "كيك ٣٠٠ غ", 8.50, 3, 6),
    ("Marble Cake 350 g", "كيك رخامي ٣٥٠ غ", 9.00, 3, 6),
    ("Date Cake 350 g", "كيك تمر ٣٥٠ غ", 10.00, 3, 6),
    ("Fruit Cake 400 g", "كيك فواكه ٤٠٠ غ", 12.00, 2, 8),
    ("Banana Cake Slice", "شريحة كيك موز", 3.00, 5, 3),
    ("Brownie 2 pc", "براوني حبتان", 4.50, 4, 4),
    ("Doughnut Glazed", "دونات مزجج", 3.00, 8, 2),
    ("Doughnut Chocolate", "دونات شوكولاتة", 3.25, 7, 2),
    ("Rusk 400 g", "بقسماط ٤٠٠ غ", 8.00, 3, 7),
    ("Rusk Cardamom 300 g", "بقسماط هيل ٣٠٠ غ", 7.50, 2, 8),
    ("Maamoul Date 12 pc", "معمول تمر ١٢ حبة", 14.00, 2, 8),
    ("Bread Crumbs 350 g", "فتات خبز ٣٥٠ غ", 5.50, 2, 9),
    ("Breadsticks Sesame 250 g", "أعواد خبز بالسمسم ٢٥٠ غ", 6.50, 2, 9),
)


def demo_items(count: int) -> tuple[DemoItem, ...]:
    """The first ``count`` items, codes from 1001; past the named ones they repeat by number."""
    return tuple(
        DemoItem(
            item_code=str(1001 + index),
            item_name=name if lap == 0 else f"{name} No. {lap + 1}",
            item_name_ar=arabic if lap == 0 else f"{arabic} رقم {lap + 1}",
            price=price,
            usual=usual,
            cycle=cycle,
        )
        for index in range(count)
        for lap, (name, arabic, price, usual, cycle) in (
            (index // len(_ITEMS), _ITEMS[index % len(_ITEMS)]),
        )
    )
