"""Words of acute danger in languages other than Dutch and English: whoever worries may type any.

Short and careful on purpose: only words that mean little else, and that no everyday word of the
other languages looks like, for a text is held against all lists. `gevaarwoorden` explains the signs
and what becomes of a hit. Accents and dots may be there or not.

A native speaker must check each list; until then these are suggestions of people who are none.
"""

DUITS = (  # a native speaker must check
    "selbstmord*", "suizid*", "selbsttötung*", "selbsttoetung*", "umbringen", "bringt sich um",
    "bringe mich um", "das leben nehmen", "nicht mehr … leben", "will sterben", "möchte sterben",
    "moechte sterben", "lieber tot", "lebensmüde", "lebensmuede", "ritzt sich", "etwas antun",
    "überdosis", "ueberdosis", "tabletten … genommen",
    "schlägt mich", "schlägt sie", "schlägt ihn", "schlaegt mich", "schlaegt sie", "schlaegt ihn",
    "verprügelt", "verpruegelt", "misshandel*", "missbrauch*", "vergewaltig*", "bedroht",
    "gewalt", "gewalttätig*", "gewalttaetig*", "eingesperrt", "messer", "waffe", "waffen",
    "liegt … am boden", "liegt … auf dem boden", "reagiert nicht", "bewusstlos*", "atmet nicht",
    "blutet", "schlaganfall", "herzinfarkt", "tagen nicht … gesehen", "tagelang nicht … gesehen",
    "kein lebenszeichen", "isst nicht mehr", "isst nichts mehr", "trinkt nicht mehr", "es brennt",
    "gasgeruch", "riecht nach gas",
)  # fmt: skip
TURKS = (  # a native speaker must check
    "intihar*", "kendimi öldür*", "kendini öldür*", "ölmek ist*", "yaşamak istemi*",
    "canıma kıy*", "canına kıy*", "hayatıma son*", "hayatına son*", "kendime zarar*",
    "kendine zarar*", "aşırı doz*",
    "dövüyor*", "dayak yi*", "dayak at*", "şiddet*", "istismar*", "tecavüz*", "tehdit*",
    "bıçak*", "silah*", "tabanca*",
    "yerde yatıyor", "tepki vermiyor", "bilinci kapalı", "nefes almıyor", "kanıyor", "kanaması*",
    "kalp krizi", "inme geçir*", "felç geçir*", "günlerdir gör*", "yemek yemiyor", "yangın*",
    "gaz kokusu", "gaz kokuyor",
)  # fmt: skip
ARABISCH = (  # a native speaker must check
    "*انتحار*", "*انتحر*", "اقتل نفسي", "يقتل نفسه", "تقتل نفسها", "أريد أن أموت",
    "يريد أن يموت", "تريد أن تموت", "لا أريد … أعيش", "لا يريد … يعيش", "لا تريد … تعيش",
    "*إيذاء نفس*", "يؤذي نفسه", "تؤذي نفسها", "جرعة زائدة",
    "يضربني", "يضربها", "يضربه", "تضربه", "*اغتصاب*", "*اغتصب*", "عنف", "العنف", "بالعنف",
    "*تهديد*", "يهددني", "يهددها", "يهدده", "سكين", "السكين", "بسكين", "سلاح", "السلاح", "بسلاح",
    "مسدس", "بمسدس",
    "على الأرض ولا", "ملقى على الأرض", "ملقاة على الأرض", "لا يستجيب", "لا تستجيب",
    "فاقد الوعي", "فاقدة الوعي", "لا يتنفس", "لا تتنفس", "ينزف", "تنزف", "*نزيف",
    "جلطة", "نوبة قلبية", "منذ أيام … لم", "لم … منذ أيام", "لا يأكل", "لا تأكل",
    "حريق", "الحريق", "رائحة غاز", "رائحة الغاز",
)  # fmt: skip
OEKRAIENS = (  # a native speaker must check
    "самогуб*", "суїцид*", "вбити себе", "вб'є себе", "вкоротити собі віку", "хочу померти",
    "хоче померти", "не хочу … жити", "не хоче … жити", "заподіяти собі", "ріже себе",
    "ріжу себе", "передозуван*",
    "б'є мене", "б'є її", "б'є його", "побої", "насильств*", "насилля", "зґвалту*", "погрожу*",
    "з ножем", "ножем", "зброя", "зброю", "зброєю", "пістолет*",
    "лежить на підлозі", "лежить на землі", "не реагує", "непритомн*", "без свідомості",
    "не дихає", "кровотеч*", "стікає кров'ю", "інсульт", "інфаркт", "днів не … бачи*",
    "не бачи* … днів", "не подає ознак життя", "нічого не їсть", "перестала їсти",
    "перестав їсти", "пожеж*", "пахне газом", "запах газу",
)  # fmt: skip
POOLS = (  # a native speaker must check
    "samobój*", "zabić się", "zabije się", "zabiję się", "odebrać sobie życie",
    "odbiorę sobie życie", "odbierze sobie życie", "chcę umrzeć", "chce umrzeć", "nie chcę … żyć",
    "nie chce … żyć", "lepiej … beze mnie", "sobie krzywdę", "tnie się", "okalecza się",
    "przedawkow*",
    "bije mnie", "bije ją", "bije go", "pobił*", "przemoc*", "znęca się", "zgwałc*", "gwałt",
    "grozi mi", "grozi jej", "grozi mu", "nóż", "nożem", "z bronią", "pistolet*",
    "leży na podłodze", "leży na ziemi", "nie reaguje", "nieprzytomn*", "nie oddycha",
    "krwawi*", "udar", "zawał serca", "dni nie … widzia*", "nie widzia* … dni",
    "nie daje znaku życia", "przestał* jeść", "nic nie je", "pożar*", "ulatnia się gaz",
    "czuć gaz", "zapach gazu",
)  # fmt: skip
