"""Attribution over an article: pronouns, surnames, carried speakers, outlets, doubts."""

import pytest

from claims.text.analysis import analyse
from claims.text.names import without_titles


def claimants(text):
    return {claim.wording: (claim.claimant, claim.outlet) for claim in analyse(text).claims}


def test_it_resolves_a_surname_a_title_and_another_spelling():
    found = claimants(
        "The line is open, said Vitaly Matvienko, its spokesman.\n"
        "“It works day and night,” Mr Matvienko said.\n"
        "A total of 1,646 people were freed, Matviyenko said.\n"
        "“The calls never stop,” said the official spokesman."
    )
    assert {who for who, _ in found.values()} == {"Vitaly Matvienko"}


def test_it_resolves_he_to_the_last_speaker():
    found = claimants(
        "On Monday, a Russian said he wanted to leave the army.\n“They took my passport,” he said."
    )
    assert found["They took my passport."] == ("a Russian", "")


def test_it_carries_a_speaker_through_a_quotation_and_on_to_the_next():
    found = claimants(
        "“The steel had corroded,” said Helen Okafor. “The firm was warned in 2019.\n"
        "“It ignored the warning for years.”"
    )
    assert found == {
        "The steel had corroded.": ("Helen Okafor", ""),
        "The firm was warned in 2019.": ("Helen Okafor", ""),
        "It ignored the warning for years.": ("Helen Okafor", ""),
    }


def test_it_finds_the_tag_at_the_end_of_a_long_quotation():
    found = claimants("“The steel had corroded. The firm was warned in 2019,” Helen Okafor said.")
    assert found["The steel had corroded."] == ("Helen Okafor", "")


def test_a_quotation_after_somebody_acts_is_theirs():
    found = claimants(
        "Olga Bondar said the work is hard. Petro Lys said calls are rising.\n"
        "For her part, Olga Bondar helps without doubts. “People call from every region.”"
    )
    assert found["People call from every region."][0] == "Olga Bondar"


def test_it_does_not_carry_a_speaker_into_the_articles_own_words():
    found = claimants("“It works,” said Ann Lee.\nThe bridge opened in 2014 near “Old Mill”.")
    assert found["The bridge opened in 2014 near “Old Mill”."] == ("", "")


def test_it_keeps_both_steps_of_a_chain():
    found = claimants("The number is rising, Ann Lee explains, the “Guardian” reports.")
    assert set(found.values()) == {("Ann Lee", "Guardian")}


def test_a_sentence_can_name_the_outlet_of_those_before_it():
    found = claimants(
        "According to the government, 6,500 soldiers called. The office moved in May. "
        "This is what he writes in the British Guardian newspaper."
    )
    assert set(found.values()) == {("the government", "Guardian"), ("", "Guardian")}


MISLED = """\
Andriy Yusov, representative of the Ministry of Defense of Ukraine, said Russian men call daily.
Kazakh Interior Minister Marat Akhmetzhanov said 200,000 Russians entered the country.
"We get calls from soldiers on the territory of Ukraine and from Russia," he said.
"We are a civilized country, unlike Russia," Yusov said of Ukraine."""


def test_it_doubts_a_claimant_whose_country_does_not_fit():
    doubts = {claim.wording: claim.claimant_doubt for claim in analyse(MISLED).claims}
    misled = "We get calls from soldiers on the territory of Ukraine and from Russia."
    assert "Kazakhstan" in doubts.pop(misled)
    assert "Andriy Yusov speaks before and after" in str(analyse(MISLED).claims)
    assert set(doubts.values()) == {""}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kazak Interior Minister Marat Akhmetzhanov", "Marat Akhmetzhanov"),
        ("POW spokesman Vitaly Matvienko", "Vitaly Matvienko"),
        ("Mr Brown", "Brown"),
        ("Ukrainian official Petro Lys", "Petro Lys"),
        ("survivors near Port Adel", "survivors near Port Adel"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("the Russian Foreign Ministry", "the Russian Foreign Ministry"),
        ("documents seen by the BBC", "documents seen by the BBC"),
        ("a Russian", "a Russian"),
        ("Svitlana", "Svitlana"),
    ],
)
def test_it_drops_titles_only_where_a_name_remains(written, name):
    assert without_titles(written) == name
