"""How the furniture of pages is worded: patterns over a whole line, each with its reason.

Where a line stands and what its neighbours are is judged in `furniture`.
"""

import re

# Judged on the whole line. Order matters: the first that matches gives the reason.
LINE_RULES = [
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (r"^(?:older|unsupported|outdated) browser|\b(?:using an? |your )(?:older |outdated |"
         r"unsupported |current )?(?:version of your )?browser\b|enable javascript|"
         r"javascript (?:is|must be) (?:disabled|enabled)|supported version of (?:your|the) "
         r"browser",
         "browser notice"),
        (r"\b(?:we|this (?:web)?site) uses? cookies\b|^cookies\s?:|^(?:accept|manage) (?:all "
         r")?cookies|"
         r"\bcookie (?:policy|settings|preferences)\b|^(?:privacy policy|terms (?:of|and) )",
         "cookie notice"),
        (r"^(?:please )?(?:sign up|subscribe)\b.{0,80}\b(?:newsletter|inbox|updates|alerts|free|"
         r"briefing|e-?mail|today|now|here|channel|podcast)|\b(?:direct|straight|delivered|sent|"
         r"right)? ?(?:to|in) your"
         r" inbox\b|^get (?:the|our|your|all|it|one) .{0,60}\b(?:newsletter|inbox|briefing)\b|"
         r"^(?:our )?(?:free )?(?:daily |weekly )?newsletters?\b.{0,20}$",
         "newsletter prompt"),
        (r"^(?:please )?(?:log|sign) ?in\b|\bcreate an? (?:free )?account\b|"
         r"\bunlimited (?:free )?(?:digital )?access\b|^already (?:a|have an?) |"
         r"^(?:subscribe|register|join)(?: now| today| here| for free)?[.!]?$|"
         r"\bto (?:continue|keep) reading\b|^continue reading\b|^(?:you (?:must|need to|have to) "
         r"be|not) "
         r"logged in\b|\bfree articles? (?:left|remaining|this month)\b|^unlock (?:this|unlimited|"
         r"full)\b|"
         r"^(?:already|not (?:yet )?) ?a (?:subscriber|member)\b|"
         r"^this (?:article|content|story) is (?:only )?(?:available )?(?:to|for) subscribers",
         "log-in prompt"),
        (r"^(?:share|tweet|e-?mail|print|save|copy link|comments?|whatsapp|facebook|twitter|x|"
         r"linkedin|reddit|telegram)(?: (?:this|on|via|with|the|a|article|story|page|link|comment|"
         r"facebook|twitter|x|whatsapp|linkedin|now|article))*[.:!]?$|"
         r"^(?:follow|like|find|join) us (?:on|at)\b|^share this (?:article|story|page)|"
         r"^comments are (?:now )?(?:closed|open|moderated)\b|^(?:leave|post|add) a (?:comment|"
         r"reply)\b|"
         r"^(?:be the first to|log in to) comment\b|^(?:join|start) the (?:conversation|"
         r"discussion)\b|"
         r"\breport an? (?:error|mistake|typo)\b[.!]?$|\b(?:in|read) the comments(?: below)?[.!]?$",
         "sharing links"),
        (r"^(?:advertisement|sponsored|promoted|ad|paid content|story continues below)\b.{0,40}$|"
         r"^article continues (?:below|after)|^scroll (?:down )?to continue|^skip (?:to|ad)\b|"
         r"\bearns? (?:us )?an? (?:affiliate )?commission\b|\baffiliate links?\b|"
         r"^(?:in )?(?:paid )?partnership with\b.{0,60}$",
         "advertisement marker"),
        (r"\bvoice is ai-generated\b|^inconsistencies may occur|^listen to this (?:article|story)|"
         r"^(?:play|pause|watch|video|audio|gallery|in pictures)\s*[:|].{0,120}$|"
         r"^(?:your browser does not support|this video)\b",
         "audio or video notice"),
        (r"^(?:sources?|quellen?|references)\s?:", "list of sources"),
        (r"(?<!\w)©|\(c\) \d{4}|\ball rights reserved\b|\bcopyright\b.{0,40}\d{4}|"
         r"\b(?:getty images|shutterstock|istock|epa-efe|zuma press)\b|"
         r"/(?:afp|ap|reuters|epa|tass|dpa|pa|getty|xinhua)\b|"
         r"\((?:ap photo|(?:staff |file |handout |courtesy )?(?:photo(?:graph)?|image|picture|pic)|"
         r"handout|reuters|afp|pa|ap|epa)\b[^)]*\)?$|\([^()]{3,40} / [^()]{3,40}\)$|"
         r"^(?:photo(?:graph)?|picture|image|credit|caption|pic)s?(?: (?:credit|source|by|courtesy)"
         r")?\s?[:/]|^(?:photo(?:graph)?|picture|image|illustration) (?:by|courtesy|credit)\b|"
         r"\b(?:photo|photograph|picture|image)(?:: | by )[^.]{2,50}$|\bvia (?:getty|ap|reuters)\b",
         "photo credit or caption"),
        (r"^(?:see|read|watch|listen|click|tap|find|learn|more)\W+(?:also|more|here|now|next|on "
         r"(?:this|the))\b.{0,140}$|^(?:also|up) (?:read|next|in|on)\b.{0,140}$|"
         r"^(?:most (?:read|viewed|popular|shared)|trending|top stories|latest)\W{1,3}1[.)] |"
         r"^(?:related|recommended|read)\s?:.{0,160}$|^related\b.{0,30}$",
         "teaser"),
        (r"^(?:reporting|additional reporting|edited|editing|compiled|translated|written) by\b|"
         r"^(?:the )?[\w’' ]{3,40} (?:is|was) (?:written|edited|compiled|produced|hosted) "
         r"by\b.{0,60}\b"
         r"(?:edited|written|produced|reported) by\b|\bcontributed (?:to this (?:report|article|"
         r"story)|reporting)\b|"
         r"\bcan be reached (?:at|by|on|via)\b|^follow (?:him|her|them|@|\w+ on (?:twitter|x))|"
         r"^(?:e-?mail|contact|write to)\b.{0,80}@|^this article (?:was|first|originally|has "
         r"been)\b|"
         r"^(?:last )?(?:updated|published|posted|modified)\b[\s:].{0,80}$|^\d+ min(?:ute)?s? "
         r"read$",
         "author box or byline"),
        (r"^download (?:the|our) .{0,60}\bapp\b|^(?:get|buy) (?:the|our) .{0,60}\b(?:app|print"
         r" edition)\b|^(?:donate|support us|support our)\b|"
         r"^support (?:\w+ ){0,2}(?:journalism|reporting)\b|\b(?:our|independent|this) "
         r"(?:journalism|"
         r"newsroom|reporting) is (?:funded|supported|made possible|paid for)\b|"
         r"\bbuy us a coffee\b|\bto (?:order|buy) (?:a|your) cop(?:y|ies)\b",
         "promotion"),
        (r"^(?:this|our) (?:article|story|report|page|post|piece|live ?blog|live coverage|"
         r"newsletter"
         r"|column|interview|transcript)\b.{0,40}\b(?:updated|amended|edited for|refreshed|"
         r"translated|"
         r"republished|condensed|closed|for general information|no substitute|not a substitute)\b|"
         r"^(?:this is )?a? ?(?:breaking|developing) (?:news )?story\b|^(?:more (?:to come|"
         r"follows|soon)|"
         r"please refresh)\b.{0,60}$|^live updates?\W*$|"
         r"\b(?:views|opinions) expressed\b.{0,60}\b(?:author|writer|own|necessarily)|"
         r"\bnames? (?:of .{3,60} )?(?:has|have) been (?:changed|withheld)\b.{0,60}$|"
         r"^the (?:writer|author|reporter|journalist) (?:was a guest|travelled|flew|stayed|"
         r"received)\b",
         "note on the article"),
        (r"^if you(?:[’']ve| have|[’']re| are| were)?(?: or (?:someone|anyone) you know(?: is| "
         r"has)?)? "
         r"(?:been )?(?:affected|struggling|feeling|worried|in (?:crisis|need|distress)|"
         r"having)\b.{0,90}\b"
         r"(?:help|support|call|contact|helpline|samaritans|available)\b|"
         r"^(?:got|have you got|do you have) (?:a |any |more )?(?:story|tip|tips|problem|question|"
         r"complaint|news|information|"
         r"view|"
         r"photos?|pictures?|confidential|something)\b.{0,60}|"
         r"^(?:send|e-?mail|text|whatsapp|call|contact|tell|tip) (?:us|our (?:newsdesk|reporters?|"
         r"team|"
         r"newsroom|editors?))\b.{0,80}$|^get in touch\b.{0,80}$|^have your say\b.{0,60}$",
         "call to readers"),
        (r"^(?:key (?:points|facts|takeaways|findings)|at a glance|in this (?:article|story)|"
         r"topics?|tags?|"
         r"filed under|categor(?:y|ies)|in brief|explore more on|sections?)\s?:|"
         r"^(?:[^|.!?]{2,60} \| ){2,}[^|]{2,60}$",
         "tags and topics"),
        (r"^(?:notes? (?:to|for) editors|about (?:the|us\b|our) ?[\w’' -]{0,40}|(?:media|press) "
         r"(?:contacts?|"
         r"enquiries|inquiries|office)|(?:for )?(?:further|more) (?:press )?information|"
         r"boilerplate|ends)"
         r"\s?:|^-?ends-?$|^(?:interviews|images|photos|photographs|pictures|high-resolution "
         r"\w+)\b.{0,40}"
         r"\b(?:on request|by arrangement|upon request|can be downloaded)\b",
         "press contact"),
    )
]  # fmt: skip
TRACKING = re.compile(r"^(?:image ?beacon ?)+$|^\W*(?:pixel|tracking|utm_)\w*\W*$", re.IGNORECASE)
TEASERS = re.compile(
    r"^(?:more|other|top|latest|related|recommended|most|trending|popular|further|some|suggested"
    r"|editor[’']?s?|don[’']t|you (?:may|might)|read|what to read|in case you|must|keep|more on)"
    r"[\w’' ]{0,30}\b(?:stories|reading|read|news|articles?|viewed|popular|picks|miss|like|next"
    r"|content|topics|links|coverage|posts|reads|from [\w’' ]{2,40}|on this (?:story|topic))[:.]?$"
    r"|^(?:read more|read also|see also|more on this story|related)\W*$"
    r"|^(?:more from|related|recommended|trending|read next|see also|related "
    r"topics)\b[^.]{0,40}:?$",
    re.IGNORECASE,
)
