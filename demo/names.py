"""Names from many languages for invented people: women's, men's and family names of each."""

from typing import NamedTuple


class Pool(NamedTuple):
    """weight: how common these names are in the clinic's town."""

    weight: int
    women: str
    men: str
    families: str


ENGLISH = Pool(
    26,
    "Alice Bethan Charlotte Chloe Daisy Eleanor Emily Freya Georgia Hannah Imogen Jessica Kate Lucy Megan Naomi Poppy Rachel Sophie Wendy",
    "Adam Callum Charlie Dominic Edward Felix George Harry Isaac Jack Kieran Lewis Matthew Nathan Oliver Patrick Robert Simon Thomas William",
    "Abbott Barlow Cartwright Dawson Ellison Farrow Garside Hartley Ingham Jessop Kershaw Lockwood Marsden Nuttall Ogden Pickering Ramsden Shaw Tattersall Underwood Verity Whitaker Yates",
)
CELTIC = Pool(
    8,
    "Aoife Ceri Eilidh Ffion Niamh Órla Rhiannon Róisín Siân Siobhán",
    "Aled Ciarán Cormac Dylan Eoghan Gethin Iain Ruairí Rhys Séamus",
    "O’Brien O’Connor O’Sullivan MacLeod McAllister Llewellyn ap_Rhys Prydderch Tregenza",
)
POLISH = Pool(
    7,
    "Agnieszka Dorota Ewa Małgorzata Katarzyna Zofia",
    "Andrzej Łukasz Michał Paweł Stanisław Tomasz",
    "Bąk Gołąb Kozioł Król Mazur Nowak Pawlak Wójcik",
)
CZECH = Pool(3, "Anežka Kateřina Ludmila Tereza", "Jiří Ondřej Tomáš Zdeněk", "Jirků Krejčí Martinů Petrů")
GERMAN = Pool(
    5,
    "Anneliese Greta Heike Jördis Käthe Ulrike",
    "Dieter Günther Jürgen Matthias Rolf Sönke",
    "Müller Schäfer Groß von_der_Heide Weiß Köhler Fürstenberg-Lüdenscheidt",
)
FRENCH = Pool(
    5,
    "Amélie Chloé Élodie Hélène Maëlle Solène",
    "Benoît Étienne François Gaël Loïc Théo",
    "Lefèvre D’Aubigné Béranger Gauthier Le_Goff Maréchal",
)
SPANISH = Pool(
    6,
    "Begoña Inés Lucía Marisol Pilar Ximena",
    "Álvaro Diego Íñigo Joaquín Nicolás Raúl",
    "García_Núñez Hernández Ibáñez Muñoz Peña_Ortiz Vázquez",
)
PORTUGUESE = Pool(
    5,
    "Beatriz Conceição Inês Luísa Mafalda",
    "Caetano Gonçalo João Rogério Tomé",
    "Araújo Conceição Gonçalves Magalhães Simões",
)
ITALIAN = Pool(
    4,
    "Chiara Fiamma Giulia Noemi",
    "Davide Giosuè Niccolò Pietro",
    "Dell’Acqua D’Angelo Galli Lo_Bianco Rossi",
)
NORDIC = Pool(
    6,
    "Åsa Guðrún Ingrid Linnéa Solveig Tuulikki",
    "Bjørn Jörgen Kåre Mikko Óskar Søren",
    "Åkesson Bjørnstad Hämäläinen Blöndal Østergaard Sjöberg Väisänen",
)
BALTIC = Pool(3, "Elīna Jūratė Kärt Živilė", "Jānis Kęstutis Märt Ģirts", "Mägi Põld Šķēle Tamm Žagarė")
HUNGARIAN = Pool(3, "Boglárka Eszter Zsófia", "Gergő László Zoltán", "Kovács Szőke Tóth Vörös")
ROMANIAN = Pool(4, "Ioana Mădălina Ștefania", "Andrei Răzvan Șerban", "Bălan Ionescu Mureșan Țăranu")
BALKAN = Pool(
    5, "Dženana Ivana Mirjana Željka", "Đorđe Goran Luka Siniša", "Babić Đurić Hadžić Kovačević Šarić"
)
TURKISH = Pool(5, "Ayşe Gülşen İpek Özlem", "Çağrı Emre Işık Uğur", "Çelik Güneş Öztürk Şahin Yıldız")
GREEK = Pool(3, "Eleni Sophía Zoe", "Giorgos Níkos Stavros", "Antoniou Georgiou Papadimitriou")
ARABIC = Pool(
    6,
    "Fatima Huda Layla Noura Yasmin Zaynab",
    "Ahmad Bilal Khalid Omar Tariq Yusuf",
    "al-Amin Bakri El-Sayed Haddad Mansour",
)
PERSIAN = Pool(3, "Mahsa Nasrin Shirin", "Arash Behrouz Kaveh", "Ahmadi Farrokhzad Tehrani")
SOUTH_ASIAN = Pool(
    11,
    "Aisha Deepa Gurpreet Kavitha Meera Nusrat Priyanka Sunita",
    "Arjun Farhan Harjit Imran Karthik Nikhil Rajesh Sanjay",
    "Ahmed Begum Chatterjee Gill Iyer Khan Patel Ramanathan Sharma Subramaniam",
)
AFRICAN = Pool(
    8,
    "Adaeze Amina Folasade Nomvula Thandiwe Wanjirú",
    "Chidi Kofi Kwame Olúwaṣeun Sipho Tendai",
    "Adébáyọ̀ Boateng Chukwu Dlamini Mensah N’Diaye Nkosi Okonkwo wa_Thiong’o",
)
ETHIOPIAN = Pool(2, "Selam Tigist", "Dawit Yonas", "Bekele Gebremariam Tesfaye")
VIETNAMESE = Pool(3, "Ánh Hương Thị_Minh", "Đức Hùng Tuấn", "Đặng Lê Nguyễn Phạm Trần")
CHINESE = Pool(5, "Jiayi Mei Xiùlán Yǔtóng", "Haoran Jun Wei Zihan", "Chen Li Lü Wong Zhang")
KOREAN = Pool(3, "Eun-ji Ji-woo Soo-min", "Hyun-woo Min-jun Sang-hoon", "Choi Kim Park Yoon")
JAPANESE = Pool(3, "Akiko Haruka Yōko", "Kenta Ryō Shin’ichi", "Fujimoto Ōno Satō Yamaguchi")
PACIFIC = Pool(2, "Anahera Leilani", "Sione Tāne", "Faleolo Ngata Tuiāsosopo")

POOLS = [pool for pool in list(vars().values()) if isinstance(pool, Pool)]

# As they write themselves: given name, family name, the name colleagues say, whether a woman's.
OTHER_SCRIPTS = [
    ("静", "李", "Jing", True),
    ("Олена", "Шевченко", "Olena", True),
    ("Γιώργος", "Παπαδάκης", "Giorgos", False),
    ("ליאת", "כהן", "Liat", True),
    ("さくら", "田中", "Sakura", True),
    ("Наталія", "Коваленко", "Natalia", True),
    ("민수", "김", "Min-su", False),
    ("سارة", "الخطيب", "Sara", True),
]

# What friends say instead of the whole name.
SHORT = {
    "Charlotte": "Lottie",
    "Edward": "Ted",
    "Eleanor": "Nell",
    "Folasade": "Sade",
    "Georgia": "Georgie",
    "Gurpreet": "Preet",
    "Jessica": "Jess",
    "Joaquín": "Quino",
    "Katarzyna": "Kasia",
    "Kateřina": "Katka",
    "Małgorzata": "Gosia",
    "Matthew": "Matt",
    "Nicolás": "Nico",
    "Patrick": "Paddy",
    "Priyanka": "Pri",
    "Rajesh": "Raj",
    "Robert": "Rob",
    "Siobhán": "Shiv",
    "Thomas": "Tom",
    "William": "Will",
}
