"""Countries by name and by what their people and things are called."""

_TABLE = """
Afghanistan Afghan Afghans | Albania Albanian | Algeria Algerian | Argentina Argentine Argentinian
Armenia Armenian | Australia Australian | Austria Austrian | Azerbaijan Azerbaijani
Bangladesh Bangladeshi | Belarus Belarusian | Belgium Belgian | Bolivia Bolivian | Bosnia Bosnian
Brazil Brazilian | Britain British Briton UK | Bulgaria Bulgarian | Cambodia Cambodian
Canada Canadian | Chile Chilean | China Chinese | Colombia Colombian | Croatia Croatian
Cuba Cuban | Cyprus Cypriot | Czechia Czech | Denmark Danish Dane | Ecuador Ecuadorian
Egypt Egyptian | Estonia Estonian | Ethiopia Ethiopian | Finland Finnish Finn
France French | Georgia Georgian | Germany German | Ghana Ghanaian | Greece Greek
Haiti Haitian | Hungary Hungarian | Iceland Icelandic | India Indian | Indonesia Indonesian
Iran Iranian | Iraq Iraqi | Ireland Irish | Israel Israeli | Italy Italian | Jamaica Jamaican
Japan Japanese | Jordan Jordanian | Kazakhstan Kazakh Kazak Kazakhstani | Kenya Kenyan
Kosovo Kosovar | Kuwait Kuwaiti | Kyrgyzstan Kyrgyz | Latvia Latvian | Lebanon Lebanese
Libya Libyan | Lithuania Lithuanian | Malaysia Malaysian | Mali Malian | Mexico Mexican
Moldova Moldovan | Mongolia Mongolian | Montenegro Montenegrin | Morocco Moroccan
Myanmar Burmese | Nepal Nepalese | Netherlands Dutch | Nicaragua Nicaraguan | Nigeria Nigerian
Norway Norwegian | Pakistan Pakistani | Palestine Palestinian | Peru Peruvian
Philippines Filipino | Poland Polish Pole | Portugal Portuguese | Qatar Qatari
Romania Romanian | Russia Russian | Rwanda Rwandan | Serbia Serbian | Singapore Singaporean
Slovakia Slovak | Slovenia Slovenian | Somalia Somali | Spain Spanish Spaniard
Sudan Sudanese | Sweden Swedish Swede | Switzerland Swiss | Syria Syrian | Taiwan Taiwanese
Tajikistan Tajik | Tanzania Tanzanian | Thailand Thai | Tunisia Tunisian | Turkey Turkish Turk
Uganda Ugandan | Ukraine Ukrainian | Uruguay Uruguayan | Uzbekistan Uzbek
Venezuela Venezuelan | Vietnam Vietnamese | Yemen Yemeni | Zambia Zambian | Zimbabwe Zimbabwean
Scotland Scottish | Wales Welsh | England English
"""


def _read(table: str) -> dict[str, str]:
    rows = [row.split() for line in table.splitlines() for row in line.split("|") if row.strip()]
    return {word: row[0] for row in rows for word in row} | {
        f"{word}s": row[0] for row in rows for word in row[1:] if word[-1] not in "hse"
    }


# Each word to its country: "Kazak", "Kazakhs" and "Kazakhstan" to "Kazakhstan".
# Capitals stand for their governments, as in news.
COUNTRIES = _read(_TABLE) | {
    "American": "United States",
    "Americans": "United States",
    "US": "United States",
    "U.S.": "United States",
    "Kyiv": "Ukraine",
    "Moscow": "Russia",
    "Kremlin": "Russia",
    "Washington": "United States",
    "Beijing": "China",
    "Tehran": "Iran",
}
