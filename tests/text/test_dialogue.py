"""Whose turn it is where people without a name talk; read over whole short articles."""

import pytest

from claims.text import unnamed
from claims.text.analysis import analyse

FARM_LINE = """\
The farm crisis line in Wexley rings all night.

“Good evening, you are through to the farm line,” answers the operator. “Someone gave me your \
number at the market,” begins the caller, a dairy farmer. “The bank took my tractors in May. I \
have 40 cows and no feed.” “If you call the county office, they will send you two lorries of hay.”

The line opened in 2019 and is paid for by the county."""

DISPATCH = """\
The recording lasts six minutes.

"Fire and rescue, what is the address?" the dispatcher asks.

"It is 14 Mill Lane," says a woman's voice. "The kitchen is on fire."

"Two engines left the station at 3.12," the dispatcher says. "They need four minutes."

"The stairs have collapsed," the woman says.

The engines arrived at 3.31, nineteen minutes after the call."""

HEARING = """\
On the second day the witnesses were heard.

- “How many trucks left the depot?” asked the judge. - “Eleven trucks left between two and four,” \
a former guard replied. “The gates were open.” - “The log shows only three.” - “The log was \
written the next morning.”"""

STREET = """\
Outside the polling station in Harle, people were waiting in the rain.

“I have voted here since 1974,” says an old woman in a green coat. “They never had enough ballots.”

“My brother was turned away twice,” says a young man behind her. “His name was there in April.”

A teacher with two children nods: “The school was built in 1931 and has two doors.”

The council printed 12,000 ballots."""

CHAT = """\
The chat was read out in court.

“We can move 300 boxes on Friday,” wrote the first user. “The driver has been paid,” replied the \
second. “The customs officer wants another 500 euros.” “He got 2,000 in March,” came the reply.

Police found 280 boxes in the van."""

RADIO = """\
Radio Halm asked its listeners about the new bus lanes.

Presenter: The lanes opened on Monday. Caller: My journey took 50 minutes. The buses are empty."""

RESCUE = """\
At 22.40 the phone rings on the desk of the mountain rescue in Sulden.

“Where are you?” asks the duty officer.
“We are below the hut at 2,900 metres,” answers a trembling man. “My friend broke his leg.”
“The helicopter cannot fly before six,” the officer explains. “Four men are coming up on foot.”
“It is minus 14 degrees here.”
“They left at ten.”
The two climbers were found at 5.10."""

HOSTEL = """\
Three young men sit in the kitchen of the hostel. They came over the border in March.

“We paid 4,000 euros each,” says one of them, a mechanic from Herat. “The boat had no engine.” \
“They left us on an island for nine days,” says another. “Two of us died there.”"""

WARD = """\
The nurse closes the door. “He has been here eleven weeks,” she whispers. “The doctors gave him \
two.”

“I am going home on Friday,” the patient says and laughs. “My wife has painted the kitchen.”

The ward has 22 beds."""

WELL = """\
The clinic's telephone has been busy since the flood.

– «Our well smells of petrol,» says an elderly man on the line. «Six children are ill.»
– «The water was tested on Tuesday,» the adviser answers. «It must be boiled for ten minutes.»
– «Nobody has told us that.»"""

COASTGUARD = """\
The call reached the coastguard at noon.

“Our engine stopped near the lighthouse. There are 27 people in the boat,” a passenger said.

“The lifeboat is 40 minutes away. It can take 30 people,” the duty officer replied.

Nobody was hurt."""

PLEA = """\
A recording was played at noon. The voice of the caller is that of an old woman:

“My grandson is 19 and was taken in March. He weighs 50 kilos.”

The clerk answers, as she answers all of them:

- He must send form 12 to the office. Then to add, a little later:

- The form is free and takes ten minutes."""

VET = """\
A farmer rings the night desk of the animal clinic at 1.15.

“Twelve of my sheep are lying down,” he says. “Two are dead.” “Did they eat clover?” “They broke \
into the field at noon.” “I will be there in 40 minutes,” says the vet.

By morning 9 sheep had been saved."""

POISON = """\
The poison line in Karst has one room and three chairs.

“My son drank from a green bottle,” a woman says, out of breath. “He is four years old.”
“What does the label say?” asks the pharmacist on duty.
“It says 12 percent acid.”
“The hospital in Dorn has been told.”

Last year the line took 21,000 calls."""

TOLL = """\
What do people in Selm think of the new toll?

A retired teacher sees it differently: “There were 300 accidents on this road last year.”

The toll was introduced in April."""

WHO = [
    # text, first words of a sentence, who says it, why
    (FARM_LINE, "Someone gave me", "the caller", "the tag names them"),
    (FARM_LINE, "I have 40 cows", "the caller", "the quotation runs on"),
    (FARM_LINE, "If you call the county", "the operator", "a new quotation is the other's turn"),
    (FARM_LINE, "The line opened", "", "the article's own words"),
    (DISPATCH, "The kitchen is", "a woman's voice", "hers until the next paragraph"),
    (DISPATCH, "They need four", "the dispatcher", "the tag came before"),
    (DISPATCH, "The engines arrived", "", "the article's own words"),
    (HEARING, "The gates were", "a former guard", "no dash stands before it"),
    (HEARING, "The log shows", "the judge", "a dash passes the turn"),
    (HEARING, "The log was written", "a former guard", "and passes it back"),
    (STREET, "They never had", "an old woman", "her turn runs on"),
    (STREET, "His name was", "a young man behind her", "new people do not take turns"),
    (STREET, "The school was built", "A teacher", "a nod and a colon announce a quotation"),
    (STREET, "The council printed", "", "the article's own words"),
    (CHAT, "The customs officer wants", "the second", "after its own tag it runs on"),
    (CHAT, "He got 2,000", "the first user", "a new quotation is the other's turn"),
    (CHAT, "Police found", "", "the article's own words"),
    (RADIO, "Caller: My", "Caller", "a label says what somebody is"),
    (RADIO, "The buses are", "Caller", "a label holds until the next one"),
    (RESCUE, "My friend broke", "a trembling man", "his turn runs on"),
    (RESCUE, "It is minus 14", "a trembling man", "a new paragraph is the other's turn"),
    (RESCUE, "They left at ten", "the duty officer", "and the next one, too"),
    (RESCUE, "The two climbers", "", "the article's own words"),
    (HOSTEL, "The boat had", "a mechanic from Herat", "whom one of them stands for"),
    (HOSTEL, "Two of us", "another", "as written"),
    (WARD, "He has been here", "The nurse", "she is who opened the paragraph"),
    (WARD, "My wife has", "the patient", "a tag before a second verb"),
    (WELL, "Six children", "an elderly man", "his turn runs on"),
    (WELL, "It must be boiled", "the adviser", "a tag after the quotation"),
    (WELL, "Nobody has told", "an elderly man", "a dash passes the turn"),
    (COASTGUARD, "Our engine", "a passenger", "the tag stands in the last sentence"),
    (COASTGUARD, "The lifeboat is", "the duty officer", "the tag stands in the last sentence"),
    (VET, "Two are dead", "A farmer", "he opened the paragraph before"),
    (VET, "They broke into", "A farmer", "the question between was the other's"),
    (VET, "By morning", "", "the article's own words"),
    (POISON, "It says 12", "a woman", "she answers in a new paragraph"),
    (POISON, "The hospital in Dorn", "the pharmacist", "and it passes back"),
    (POISON, "Last year the line", "", "the article's own words"),
    (TOLL, "There were 300", "A retired teacher", "a subject and a colon"),
    (TOLL, "The toll was", "", "the article's own words"),
    (PLEA, "He weighs", "an old woman", "whose voice it is"),
    (PLEA, "He must send", "The clerk", "announced before the dash"),
    (PLEA, "The form is", "The clerk", "announced to go on"),
]


@pytest.mark.parametrize(("text", "words", "who", "why"), WHO)
def test_people_without_a_name_keep_their_turns(text, words, who, why) -> None:
    (claim,) = [claim for claim in analyse(text).claims if words in claim.text]
    assert claim.claimant == who, why


def test_a_turn_told_of_later_fills_the_one_before() -> None:
    text = """\
The call was recorded in May.
“I have 3 children and no heating. How can I pay?
- The fund pays 200 euros a month. The pensioner is silent before saying:
- So it takes three weeks?” """
    found = {claim.text.strip("“- "): claim.claimant for claim in analyse(text).claims}
    assert found["I have 3 children and no heating."] == "The pensioner"


def test_two_named_people_do_not_take_turns_by_paragraphs() -> None:
    text = (
        "“Why was the bridge closed?” asked Ann Lee.\n“It was rusty,” said Bob Roe.\n"
        "“It opened in 1931 and was never painted.”"
    )
    assert analyse(text).claims[-1].claimant == "Bob Roe"


def test_a_list_is_no_dialogue() -> None:
    text = (
        "“The firm will change,” said a manager.\nThe plan has two parts:\n"
        "- The plant in Holt closes in June.\n- The office in Kolm loses 40 jobs."
    )
    assert {claim.claimant for claim in analyse(text).claims[1:]} == {""}


@pytest.mark.parametrize(
    ("before", "after", "who"),
    [
        ("Soldiers ring at night. ", ", a private from Perm.", "a private from Perm"),
        ("Two young soldiers ring at night. ", ".", "one of the young soldiers"),
        ("At the checkpoint two drivers argue. ", ".", "one of the drivers"),
        ("The phones ring at night. ", ".", "one of them"),
    ],
)
def test_one_of_them_is_one_of_those_named_before(before, after, who) -> None:
    text = f"{before}“Help,” says one of them{after}"
    at = text.index("one of them")
    assert unnamed.one_of("one of them", text, at, at + len("one of them")) == who
