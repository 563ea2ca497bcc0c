"""Kinds of names that people have, mistype, or send to see what breaks."""

ODD_BUT_REAL = [
    "O'Brien", "O’Brien", "Oʻahu", "D‘Souza", "Ní Bhriain", "van der Berg", "Mac Donald",
    "Anna-Lena", "Anna–Lena", "St. John", "Null", "None", "True", "undefined", "NaN", "Test",
    "Admin", "Root", "X", "X Æ A-12", "Ødegård", "Łukasz", "Groß", "GROẞ", "Zoe\u0308", "Zoë",
    "Sea\u0301n", "Nguyễn", "Nguye\u0302\u0303n", "İnci", "ısı", "ŒUVRE", "Þór", "Ǆemal", "Ĳsbrand",
    "Åsa", "Å\u030asa", "محمد", "مُحَمَّد", "محـــمد", "عبد الله", "ﷺ", "李", "李小龙", "佐々木", "𠮷野家",
    "𠀀𠀁", "김민준", "\u1100\u1161", "ひらがな", "ｶﾀｶﾅ", "Ｊｏｈｎ", "ศรีสุข", "कृष्ण", "കൃഷ്ണ", "தமிழ்",
    "Ὀδυσσεύς", "Γιώργος", "Ахмёд", "Щукин", "Ѐлена", "אברהם", "ז׳בוטינסקי", "Նարեկ", "გიორგი",
    "ኃይሌ", "Kirs\u200dten", "می\u200cخواهم",
]  # fmt: skip
NO_NAMES = [
    "", " ", "\t", "\u00a0", "\u3000", "\u200b", "\u200b\u200c\u200d", "\u2060", "\ufeff", "\u00ad",
    "\u202eeleH", "\u2066Ada\u2069", "\U000e0041", "\x00", "a\x07b", "\x7f", "\x1b[31m",
    "\xed\xa0\x80", "\u2028", "\u2029", "a\nb", "a\r\nBcc: x", "Z͑ͫaͪlͪgo" * 3, "\u0301" * 40,
    "👩\u200d👧\u200d👦", "🏳️\u200d🌈", "🇬🇧", "1", "-", "'", "…", "_", "%", "%%", "\\", "\\'", '"', "`",
    "<b onclick=x>", "<script>alert(1)</script>", "{{ 7*7 }}", "{% now %}", "${7*7}", "&lt;",
    "'; DROP TABLE x; --", "' OR 1=1 --", "a' UNION SELECT 1", "%' --", "{a,b}", "=1+1", "+1",
    "@SUM(A1)", "-2+3", "$(reboot)", "`id`", "; ls", "| cat", "../../etc/passwd", "%s%n", "%00",
    "a" * 80, "a" * 81, "ß" * 80, "İ" * 80, "ﷺ" * 80, "㌀" * 80, "a " * 40, "-" * 80, "a" * 100_000,
    "٣٤٥", "²", "Ⅷ", "\ufffd", "\uffff",
]  # fmt: skip
NAMES = ODD_BUT_REAL + NO_NAMES
