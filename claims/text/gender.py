"""Whether "he" or "she" can stand for somebody, as far as titles, nouns and first names tell."""

import re

from claims.text.spans import words

HE, SHE, UNKNOWN = "he", "she", ""

_HE = frozenset(
    words(
        "mr sir lord king prince father brother bishop archbishop cardinal pope rabbi imam sheikh "
        "pastor chairman spokesman congressman councilman businessman policeman fireman fisherman "
        "man boy husband widower son uncle grandfather gentleman guy actor monk nephew grandson"
    )
)
_SHE = frozenset(
    words(
        "mrs ms miss lady dame queen princess sister mother chairwoman spokeswoman congresswoman "
        "councilwoman businesswoman policewoman woman girl wife widow daughter aunt grandmother "
        "actress nun niece granddaughter midwife mum mom duchess baroness"
    )
)
# Common first names of news; those that both bear (Andrea, Kim, Sasha) are left out.
_MEN = frozenset(
    words(
        "aaron abdul abdullah abel adam adrian ahmad ahmed alan albert alejandro aleksandr "
        "aleksei alessandro alexander alexei alfred ali allen anders andre andreas andrei "
        "andrew andriy andrzej angus anthony anton antonio antony arif arthur artur ashok "
        "austin barack barry bashar ben benjamin bernard bernd bill bob bogdan boris brad "
        "brandon brendan brett brian bruce bruno callum calvin carl carlos cedric cesar charles "
        "charlie chris christian christopher clive colin conor craig curtis cyril damian dan "
        "daniel darren dave david dean denis dennis derek diego dieter dirk dmitri dmitry "
        "dmytro dominic don donald douglas duncan dylan earl eddie edgar eduardo edward edwin "
        "emeka emil emmanuel enrique eric erik ernest eugene evan farid felipe felix fernando "
        "finn florian francesco francis francisco francois frank frankie fred frederick "
        "friedrich gareth gary gavin geoff geoffrey george gerald gerard gerhard giovanni "
        "giuseppe glen goran gordon graham greg gregory guillermo gunther gustav guy hamid hans "
        "harold harry harvey hasan hassan heinrich helmut henrik henry herbert hernan hugh hugo "
        "hussein ian ibrahim igor ihor ilya isaac ismail ivan jack jacob jacques jake james jan "
        "jared jason javier jean jeff jeffrey jens jeremy jerome jerry jim jimmy joe joel john "
        "jonas jonathan jorge jose josef joseph josh joshua juan julian julio jurgen justin "
        "kamal karel karim karl keith ken kenji kenneth kevin khalid kieran klaus kofi "
        "konstantin kurt kyle lars laurent lawrence lee leo leon leonard leonid liam lindsey "
        "louis luca lucas luigi luis lukas luke magnus manuel marat marc marcel marco marcus "
        "mario mark marko markus martin mateo matt matteo matthew matthias mauricio max maxim "
        "mehmet michael miguel mihail mikael mike mikhail milan milos mitch mohamed mohammad "
        "mohammed muhammad musa mustafa mykola nathan neil nelson niall nicholas nick nicolas "
        "nigel nikolai noah noel norman olaf oleg oleh oleksandr oliver omar oscar otto owen "
        "pablo patrick paul paulo pavel pavlo pedro per peter petro philip philippe pierre "
        "piotr rafael rahul raj rajesh ralf ralph ramesh ramon randy raul ravi ray raymond reza "
        "rhys ricardo richard rick robert roberto robin rod rodrigo roger roland roman ron "
        "ronald ross roy ruslan russell ryan salim sam samir samuel sanjay scott sean sebastian "
        "serge sergei sergey sergio serhii serhiy seth shane shaun shinzo simon stanislav "
        "stefan stephen sterling steve steven stuart sunil sven taras tariq ted terence terry "
        "theo thomas tim timothy tobias todd tom tomas tomasz tony trevor tyler ulrich umar "
        "vadim vadym vasyl vernon vicente victor viktor vincent vitalii vitaliy vitaly vlad "
        "vladimir volodymyr walter warren wayne wei wilhelm will willem william winston "
        "wolfgang xavier yaroslav yevgeny yonas youssef yuri yurii yusuf zachary zoran"
    )
)
_WOMEN = frozenset(
    words(
        "abigail agnes aileen aisha alice alison amanda amber amelia amy angela angelina anita "
        "ann anna anne anneke annette annie antonia april astrid audrey barbara beatrice becky "
        "bella bernadette beth bethany betty beverly birgit brenda bridget brigitte camila "
        "camille carla carmen carol carole caroline catherine cecilia charlotte chelsea chloe "
        "christina christine claire clara claudia colette connie cristina cynthia daisy "
        "danielle daria dawn deborah debra denise diana diane dolores donna doris dorothea "
        "dorothy edith eileen elaine eleanor elena elisabeth elizabeth ella ellen eloise elsa "
        "emilia emily emma erica erin esther eva eve evelyn fatima fatou fiona florence frances "
        "freya gabriela gail georgia geraldine gertrude gillian gina ginny gladys gloria grace "
        "greta gretchen gwen hana hannah harriet heather heidi helen helena helga hilary "
        "hillary holly ida imogen inga ingrid irene irina iris isabel isabella isla ivanka ivy "
        "jackie jacqueline jane janet janice janine jeanne jenna jennifer jenny jessica jessie "
        "jill joan joanna joanne jodie josephine joy joyce judith judy julia julie juliet karen "
        "karin karolina kate katerina katherine kathleen kathryn kathy katie kayla keira kelly "
        "kirsten kristin lara larissa laura lauren leila lena lesley leticia lila lilian "
        "lillian lily linda lisa liz lorraine louise lucia lucy ludmila lydia lyudmila "
        "madeleine madison maggie mai mandy marcia margaret margarita maria mariam marianne "
        "marie marina marion marisol marjorie marta martha mary maryam matilda maureen megan "
        "mei melania melanie melissa mercedes meredith mia michelle mila miranda miriam moira "
        "molly monica monika monique nadia nancy naomi natalia natalie natasha nicole nina nora "
        "noreen odette oksana olena olga olivia orla pamela patricia paula pauline penelope "
        "petra phoebe phyllis pippa polly priscilla priti priya rachel rebecca regina renee "
        "rhoda rita roberta rosa rosalind rose rosemary roxana ruth sabrina sadia sally "
        "samantha sandra sara sarah selina sharon sheila shirley silvia simone sofia sonia "
        "sonya sophia sophie stella stephanie sue susan susanna susanne suzanne svetlana "
        "svitlana sylvia tamara tania tanya tara tatiana teresa tessa thandiwe theresa tina "
        "tracy ulrike ursula valentina valerie vanessa vera verity veronica vesna victoria "
        "viktoria virginia vivian wendy winifred yasmin yolanda yulia yvonne zainab zoe"
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_SHE_ENDS = ("ova", "eva", "ska", "skaya", "ovna", "evna", "dóttir", "dottir")


def of(name: str, written: str = "") -> str:
    """HE, SHE or UNKNOWN for a person: `name` in full, and `written` with what introduces them.

    "Dr Ann Lee" is SHE by the first name, "the dead man's widow" by its last noun.
    """
    said = [word.lower() for word in _WORD.findall(written)]
    for word in (said[-1:] + said[:2]) if said else ():
        if word in _HE or word in _SHE:
            return HE if word in _HE else SHE
    bare = [word.lower() for word in _WORD.findall(name)]
    for word in bare[:2] + bare[-1:]:
        if word in _HE or word in _SHE:
            return HE if word in _HE else SHE
    for word in bare[:-1] or bare:
        if word in _MEN or word in _WOMEN:
            return HE if word in _MEN else SHE
    return SHE if bare and bare[-1].endswith(_SHE_ENDS) else UNKNOWN


def can_be(pronoun: str, gender: str) -> bool:
    """Whether `pronoun` ("he", "she") may stand for somebody of `gender`."""
    return gender in (UNKNOWN, pronoun.lower())
