"""Word lists: how news says that somebody said something, and who its outlets and offices are."""

from claims.text.spans import words

# Cue verbs as PolNeAR annotates them, by how far each can be trusted.
SAYING = words(
    "said says told tells stated explained explains announced announces insisted insists added "
    "adds maintained maintains acknowledged acknowledges admitted admits argued argues warned "
    "warns noted wrote writes testified testifies replied replies repeated repeats confirmed "
    "confirms denied denies declared declares estimated suggested suggests indicated indicates "
    "revealed reveals stressed emphasised emphasized reiterated recalled recalls commented "
    "concluded concludes predicted predicts alleged alleges tweeted claimed asserted "
    "asserts contended contends conceded concedes complained complains vowed pledged promised "
    "described describes asked asks believes believed thinks thought reported cautioned "
    "accused accuses blamed blames criticized criticised condemned questioned "
    "rejected dismissed defended denounced mocked praised hailed demanded proposed recommended "
    "ruled observed remarked answered found showed joked urged disclosed"
)
# Nouns as often as verbs: more is asked of what surrounds them.
SOMETIMES = words("reports claims states notes comments estimates answers posts promises shows")
# With a plural subject: "officials say", "reports indicate".
PLURAL = words(
    "say claim report indicate suggest believe warn argue maintain insist estimate show think "
    "state note complain predict allege tell ask"
)
TELLING = frozenset(words("told tell tells"))

# Words between a source and its verb.
BETWEEN = frozenset(
    words(
        "has have had also later then earlier repeatedly previously once recently now often "
        "already "
        "further publicly however himself herself himself, nevertheless initially still simply "
        "reportedly"
    )
)
# A verb after one of these is no report: "won't say", "were reported", "to say".
NOT_A_CUE = frozenset(
    words(
        "to not will would can could may might must should won't won’t didn't didn’t don't don’t "
        "doesn't doesn’t never is are was were be been being cannot can't can’t who which that "
        "wasn't "
        "i you we it there did do does isn't let having get got"
    )
)
DETERMINERS = frozenset(
    words(
        "the a an one some other another many most several two three his her their its our this "
        "that "
        "these those both all few each every any no"
    )
)
# Plural sources that stand without a determiner.
BARE_SOURCES = frozenset(
    words(
        "officials authorities police experts residents others witnesses critics analysts "
        "researchers "
        "scientists doctors prosecutors lawyers investigators campaigners activists supporters "
        "opponents economists sources reports people locals neighbours neighbors parents teachers "
        "soldiers rescuers firefighters lawmakers ministers diplomats organisers organizers "
        "historians "
        "observers media workers unions figures data documents records polls studies surveys "
        "statistics historians relatives families survivors"
    )
)
PRONOUNS = frozenset(words("he she they"))

TITLES = frozenset(
    words(
        "Mr Mrs Ms Miss Dr Prof Professor Sir Lord Lady Dame President Vice Vice-President Prime "
        "Minister Premier Chancellor Secretary Senator Sen Rep Representative Congressman "
        "Congresswoman Governor Gov Mayor Judge Justice General Gen Colonel Col Major Captain Capt "
        "Lieutenant Lt Sergeant Sgt Admiral Commander Chief Director Ambassador Commissioner King "
        "Queen Prince Princess Pope Bishop Archbishop Cardinal Father Sister Rabbi Imam Sheikh "
        "Spokesman Spokeswoman Spokesperson Deputy Interior Foreign Defence Defense Finance Health "
        "Education Justice Economy Environment Transport Energy Home Inspector Detective "
        "Superintendent Constable Officer Chairman Chairwoman Chair Speaker Councillor MP MEP CEO "
        "Attorney Reverend Rev Former Acting State Labor Labour Press Police"
    )
)
ROLES = (
    "spokesman|spokeswoman|spokesperson|minister|president|mayor|governor|senator|director|chief|"
    "chairman|chairwoman|chair|head|secretary|commissioner|ambassador|judge|lawyer|attorney|"
    "professor|researcher|analyst|economist|historian|editor|officer|commander|general|colonel|"
    "captain|representative|operator|doctor|teacher|owner|founder|manager|coach|author|leader|"
    "chancellor|premier|prosecutor|detective|inspector|engineer|scientist|executive|organiser|"
    "organizer|coordinator|adviser|advisor|deputy|councillor|employee|handler|witness|neighbour|"
    "neighbor|bishop|pastor|activist|farmer|driver|pilot|nurse|worker|resident|lawmaker"
)
# Outlets known by name; `cues` also knows the shape of others ("the Oakland Press").
OUTLETS = (
    "BBC|Guardian|Reuters|Associated Press|AP|AFP|Agence France-Presse|CNN|NBC|CBS|ABC|Fox News|"
    "MSNBC|NPR|PBS|Bloomberg|Politico|Axios|Newsweek|Time|Economist|Financial Times|FT|"
    "Der Spiegel|Spiegel|Die Zeit|Bild|Le Monde|Le Figaro|Libération|El País|Corriere della Sera|"
    "La Repubblica|Al Jazeera|Al-Jazeera|Sky News|ITV|Channel 4|Telegraph|Independent|Sun|"
    "Daily Mail|Daily Mirror|Daily Express|Times|Observer|HuffPost|Huffington Post|Breitbart|"
    "Vox|Vice|BuzzFeed|ProPublica|Atlantic|New Yorker|New York Times|Wall Street Journal|"
    "Washington Post|USA Today|Los Angeles Times|TASS|Tass|RIA Novosti|Interfax|Kommersant|"
    "Meduza|Novaya Gazeta|Kyiv Independent|Ukrainska Pravda|Ukrinform|Unian|UNIAN|Xinhua|Kyodo|"
    "NHK|DPA|dpa|ANSA|EFE|RTÉ|RTE|CBC|NDTV|Haaretz|Deutsche Welle|DW|ZDF|ARD|France 24|"
    "Euronews|Radio Free Europe|Insider|Business Insider|Forbes|Fortune|Wired|Nature|Lancet"
)
OUTLET_TAILS = (
    "Times|Post|News|TV|Express|Telegraph|Journal|Herald|Tribune|Gazette|Radio|Mail|Mirror|"
    "Observer|Chronicle|Television|Press|Magazine|Review|Courier|Examiner|Inquirer|Standard|"
    "Echo|Bulletin|Dispatch|Daily|Newspaper|Weekly"
)
# Bodies: one of these words in a capitalised name makes a named body of it.
BODIES = (
    "Ministry|Department|Agency|Office|Bureau|Commission|Committee|Council|Court|Parliament|"
    "Congress|Senate|Government|Directorate|Headquarters|Authority|Administration|Service|"
    "Institute|University|College|Hospital|Bank|Company|Corporation|Corp|Inc|Ltd|Group|Union|"
    "Nations|Organization|Organisation|Association|Federation|Foundation|Party|Army|Navy|Police|"
    "Force|Forces|Guard|Board|Centre|Center|Society|Fund|Trust|League|Club|Church|Academy|"
    "Treasury|Assembly|Tribunal|Inspectorate|Regulator|Laboratory|Airlines|Airport|School"
)
