//! Whom a post might suit (S3-5): by skill, schooling, age and what somebody carries already. A list to
//! decide on, never a decision. Health is no reason here and shows nowhere: who is exempt for whatever
//! ground is simply not proposed, and the secretary, who knows, may still give the post.

use super::area::{Age, Area};
use super::post::Post;

/// What speaks for somebody at a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Words that stand in a fitting skill.
    pub(super) words: &'static [&'static str],
    /// Does it want schooling?
    pub(super) schooled: bool,
    /// The age that it suits.
    pub(super) age: Age,
}

/// What is known of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The skills on the roster.
    pub skills: Option<String>,
    /// The schooling on the roster.
    pub schooling: Option<String>,
    /// Years of age, where the birth month is known.
    pub years: Option<u32>,
    /// How many posts the member holds or has claimed.
    pub posts: usize,
    /// Does the member belong to the post's grid?
    pub in_grid: bool,
}

/// Why somebody is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The skills on the roster fit.
    Skill,
    /// The schooling fits.
    Schooling,
    /// The age fits.
    Age,
    /// Holds no post yet.
    NoPost,
    /// Lives in the post's grid.
    InGrid,
}

impl Reason {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Schooling => "schooling",
            Self::Age => "age",
            Self::NoPost => "no_post",
            Self::InGrid => "in_grid",
        }
    }

    /// How much it weighs: a skill more than all the others together.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Skill => 8,
            Self::InGrid | Self::Schooling | Self::Age => 2,
            Self::NoPost => 1,
        }
    }
}

/// Schooling from senior high school up.
const SCHOOLED: &[&str] = &["高中", "中专", "职高", "技校", "大专", "专科", "本科", "大学", "硕士", "研究生", "博士"];

/// Why a member suits a post, in the order of weight; empty where nothing is known that speaks for it.
pub fn propose(post: &Post, known: &Known) -> Vec<Reason> {
    let evidence = post.area.map(Area::evidence);
    let skills = known.skills.as_deref().unwrap_or_default();
    let schooling = known.schooling.as_deref().unwrap_or_default();
    let has_skill = evidence.is_some_and(|evidence| evidence.words.iter().any(|word| skills.contains(word)))
        || post.skill_wanted.as_deref().is_some_and(|wanted| shares_words(wanted, skills));
    let is_schooled = SCHOOLED.iter().any(|level| schooling.contains(level));
    let found = [
        (Reason::Skill, has_skill),
        (Reason::InGrid, post.grid.is_some() && known.in_grid),
        (Reason::Schooling, is_schooled && evidence.is_some_and(|evidence| evidence.schooled)),
        (Reason::Age, evidence.zip(known.years).is_some_and(|(evidence, years)| evidence.age.suits(years))),
        (Reason::NoPost, known.posts == 0),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

/// Do two texts have two characters in a row in common? Chinese writes no spaces, and `会调解` and
/// `人民调解员` mean the same skill.
fn shares_words(wanted: &str, skills: &str) -> bool {
    let wanted: Vec<char> = wanted.chars().collect();
    wanted.windows(2).any(|pair| {
        let word: String = pair.iter().collect();
        pair.iter().all(|character| character.is_alphanumeric()) && skills.contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::ids::{GridId, OrganizationId, PostId};
    use crate::organizations::OrganizationPath;
    use crate::posts::{PostKind, PostState};
    use crate::time::PeriodKind;

    fn post(area: Option<Area>, wanted: Option<&str>, grid: bool) -> Post {
        let organization = OrganizationId(Uuid::from_u128(1));
        Post {
            id: PostId(Uuid::from_u128(2)),
            organization,
            path: OrganizationPath::root(organization),
            grid: grid.then_some(GridId(Uuid::from_u128(3))),
            kind: PostKind::Post,
            area,
            name: "纠纷调解岗".to_owned(),
            skill_wanted: wanted.map(str::to_owned),
            places: 3,
            taken: 0,
            item: "grid_service".to_owned(),
            check_every: PeriodKind::Month,
            pays_per: PeriodKind::Month,
            state: PostState::Open,
            version: 1,
        }
    }

    /// S3-5: by age, schooling and skill.
    #[test]
    fn says_why() {
        let mediator = Known {
            skills: Some("人民调解员".to_owned()),
            schooling: Some("高中".to_owned()),
            years: Some(58),
            posts: 1,
            in_grid: true,
        };
        assert_eq!(propose(&post(None, Some("会调解"), false), &mediator), [Reason::Skill]);
        assert_eq!(
            propose(&post(Some(Area::Mediation), None, true), &mediator),
            [Reason::Skill, Reason::InGrid, Reason::Age]
        );
        assert_eq!(propose(&post(Some(Area::Oversight), None, false), &mediator), [Reason::Schooling]);
        assert_eq!(propose(&post(None, None, false), &Known::default()), [Reason::NoPost]);
        assert!(!shares_words("会 调", "会调"), "words do not reach over a space");
    }

    proptest! {
        /// A skill outweighs everything else together.
        #[test]
        fn a_skill_comes_first(schooled: bool, years in 18u32..90, posts in 0usize..3, in_grid: bool) {
            let known = |skills: Option<&str>| Known {
                skills: skills.map(str::to_owned),
                schooling: schooled.then(|| "大专".to_owned()),
                years: Some(years),
                posts,
                in_grid,
            };
            let weight = |known: &Known, area| {
                propose(&post(Some(area), None, true), known).into_iter().map(Reason::weight).sum::<u32>()
            };
            let all = Known { posts: 0, in_grid: true, schooling: Some("大专".to_owned()), ..known(None) };
            for area in Area::ALL {
                let word = area.evidence().words.first().copied();
                prop_assert!(weight(&known(word), *area) > weight(&all, *area) - weight(&Known::default(), *area));
                prop_assert!(weight(&known(word), *area) > weight(&known(None), *area));
            }
        }
    }
}
