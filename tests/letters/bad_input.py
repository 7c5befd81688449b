"""Awkward text that people and programs really send: each stands on paper or is refused."""

from __future__ import annotations

SHAPING = {"\u200c", "\u200d"}  # joiners have no shape of their own

BAD_INPUT = {
    "an unbroken word": "x" * 400,
    "ten long words": " ".join("W" * 390 for _ in range(10)),
    "an address without breaks": "https://riverbend.example/" + "a" * 374,
    "four thousand characters": ("All e-mails about vehicles, and their attachments. " * 79)[:4000],
    "forty items": "\n".join(f"Item {number} of forty, with words." for number in range(40)),
    "Chinese": "涉及车辆和经费的所有文件",
    "Japanese and Korean": "車両に関する記録 차량에 관한 기록",
    "accents": "Zażółć gęślą jaźń, Đorđe, Nguyễn Thị Hồng, naïve",
    "mathematical letters": "𝐀𝒷𝕏 𝚌𝚘𝚙𝚒𝚎𝚍 𝟙𝟚𝟛",
    "emoji": "😀 👩‍👩‍👧 🇺🇸 ❤️ 1️⃣ 🚓",
    "a script": "<script>alert('x')</script><img src=\"file:///etc/passwd\">",
    "template marks": "{{ 7*7 }} {% for x in y %}{% endfor %} {# gone? #}",
    "entities": "&amp; &lt; &#65; &nbsp;",
    "a closing phrase": "The chief wrote: Sincerely, Ana Ruiz. Then: Thank you for your help.",
    "our own address": "Mail from ana@openrecords.example to records@riverbend.example",
    "quotes and dashes": "“one” ‘two’ – three — four… five § 6 € 7",
    "Hindi and Thai": "हिन्दी नमस्ते ไทย",
}
RIGHT_TO_LEFT = {
    "Arabic": "جميع السجلات المتعلقة بالمركبات",
    "Hebrew": "כל הרשומות",
    "Persian": "می‌خواهم",
    "mixed": "records سجلات 2025 רשומות end",
}
