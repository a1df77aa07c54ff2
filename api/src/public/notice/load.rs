//! A published edition as anybody may read it.

use std::sync::Arc;

use xianfeng_domain::Points;
use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::{EditionId, MemberId, OrganizationId};
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::rulebook::{Colour, RuleBook};
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::editions::{self, Publication, Stored};
use xianfeng_infra::rulebooks::{self, Version};
use xianfeng_infra::{closings, members, organizations};

use crate::failure::Failure;
use crate::http::problem::Code;
use crate::objections::{self, AnswerOut};
use crate::public::figures::names;
use crate::public::people::PublicNames;

/// Which notice is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Which {
    /// An edition, for the whole township.
    Edition(EditionId),
    /// An organization's, of a period or the latest published one, in an edition of that number or the
    /// latest.
    Of(OrganizationId, Option<Period>, Option<u32>),
}

/// A notice.
pub(crate) struct Notice {
    /// The organization: a branch or the township.
    pub(crate) organization: Organization,
    /// Its name when the period was closed.
    pub(crate) name: String,
    /// The edition.
    pub(crate) stored: Stored,
    /// The number of the latest edition.
    pub(crate) latest: u32,
    /// Its posting.
    pub(crate) publication: Publication,
    /// The last day to object.
    pub(crate) objections_until: Option<Day>,
    /// The rule book that it was closed under.
    pub(crate) book: Arc<RuleBook>,
    /// That book's version.
    pub(crate) version: Version,
    /// How names are shown.
    pub(crate) names: DisplayLevel,
    /// The rows, best first; they carry no id of a person.
    pub(crate) rows: Vec<NoticeRow>,
    /// The answers to objections that concern it, the first decided first (S2-9).
    pub(crate) answers: Vec<NoticeAnswer>,
}

/// The answer to an objection.
pub(crate) struct NoticeAnswer {
    /// The answer.
    pub(crate) answer: AnswerOut,
    /// Whose notice was read, where it was another's.
    pub(crate) elsewhere: Option<String>,
}

/// A member's line.
pub(crate) struct NoticeRow {
    /// Its number on this notice: what an objection names.
    pub(crate) number: u32,
    /// The rank; equal totals share one.
    pub(crate) rank: u32,
    /// The name as the public may see it; none once it was erased.
    pub(crate) name: Option<String>,
    /// The branch's name then.
    pub(crate) branch: String,
    /// The category's name.
    pub(crate) category: String,
    /// The total.
    pub(crate) total: Points,
    /// What was gained, base points included.
    pub(crate) additions: Points,
    /// What was deducted; zero or below.
    pub(crate) deductions: Points,
    /// The grade's name.
    pub(crate) grade: Option<String>,
    /// The colour, where the book makes it public (S4-3).
    pub(crate) colour: Option<Colour>,
}

impl Notice {
    /// Is it the whole township's?
    pub(crate) fn is_township(&self) -> bool {
        self.organization.kind == OrganizationKind::Township
    }

    /// The number of the edition that corrects this one.
    pub(crate) fn superseded_by(&self) -> Option<u32> {
        (self.latest > self.stored.edition.number).then_some(self.latest)
    }
}

/// Loads a notice. Publishing the edition is the recorded approval (invariant 12).
///
/// Rows, figures and numbers are what the edition froze. Names alone are resolved now: in full only with
/// the organization's basis of today, or the member's own consent of today ([`PublicNames`]). The same goes
/// for the printed sheet, which shows the names of the moment of printing: what hangs on a wall already is
/// not called back by a withdrawal, and is taken down by hand.
///
/// # Errors
/// `organization.not_found` for what does not exist or is sensitive, `edition.not_found` for what is not
/// published or not of the organization.
pub(crate) async fn load(tx: &Tx, which: Which, today: Day) -> Result<Notice, Failure> {
    let (stored, organization) = match which {
        Which::Edition(id) => {
            let stored = editions::by_id(tx, id).await?.ok_or(Code::EditionNotFound)?;
            let township = stored.edition.township;
            (Some(stored), township)
        }
        Which::Of(organization, ..) => (None, organization),
    };
    let organization = organizations::find_open(tx, organization).await?.ok_or(Code::OrganizationNotFound)?;
    let on_path = organizations::on_path(tx, &organization.path).await?;
    if is_sensitive(&on_path) {
        return Err(Code::OrganizationNotFound.into());
    }
    let local: Vec<&Organization> = on_path.iter().filter(|one| one.kind != OrganizationKind::Upper).collect();
    let township = local.iter().find(|one| one.kind == OrganizationKind::Township).ok_or(Code::EditionNotFound)?;
    let (stored, publication) = match (stored, which) {
        (Some(stored), _) => {
            let publication = editions::shown(tx, stored.clone()).await?.publication;
            (stored, publication.ok_or(Code::EditionNotFound)?)
        }
        (None, Which::Of(_, period, number)) => published(tx, township.id, period, number).await?,
        (None, Which::Edition(_)) => return Err(Code::EditionNotFound.into()),
    };
    let level = names(&organization, &local);
    with_rows(tx, organization, stored, publication, level, today).await
}

/// The published edition of a township's period.
async fn published(
    tx: &Tx,
    township: OrganizationId,
    period: Option<Period>,
    number: Option<u32>,
) -> Result<(Stored, Publication), Failure> {
    let closings = closings::of_township(tx, township).await?;
    let mut asked = closings.into_iter().filter(|closing| closing.published_on.is_some());
    let closing = asked.find(|closing| period.is_none_or(|period| closing.period == period));
    let closing = closing.ok_or(Code::EditionNotFound)?;
    let posted = editions::publications(tx, closing.id).await?;
    let mut stored = editions::list(tx, closing.id).await?.into_iter();
    let found = stored.find_map(|stored| {
        let is_asked = number.is_none_or(|number| stored.edition.number == number);
        let publication = posted.iter().find(|one| is_asked && one.edition == stored.edition.id)?;
        Some((stored, publication.clone()))
    });
    Ok(found.ok_or(Code::EditionNotFound)?)
}

async fn with_rows(
    tx: &Tx,
    organization: Organization,
    stored: Stored,
    publication: Publication,
    level: DisplayLevel,
    today: Day,
) -> Result<Notice, Failure> {
    let edition = &stored.edition;
    let closing = closings::find_any(tx, edition.closing).await?;
    let closing = closing.ok_or_else(|| StoreError::corrupt("an edition without its closing"))?;
    let unknown = || StoreError::corrupt("an edition under an unknown rule book");
    let book = rulebooks::find(tx, edition.rule_book).await?.ok_or_else(unknown)?;
    let version = rulebooks::version(tx, edition.rule_book).await?.ok_or_else(unknown)?;
    let whole = organization.kind == OrganizationKind::Township;
    let mut rows = editions::rows(tx, edition.id).await?;
    if !whole {
        rows.retain(|row| row.branch == organization.id);
    }
    let name = if whole {
        publication.township_name.clone()
    } else {
        // What had no member there has no notice.
        rows.first().ok_or(Code::EditionNotFound)?.branch_name.clone()
    };
    let branch = (!whole).then_some(&organization);
    let elsewhere = |answer: &AnswerOut| {
        let read = rows.iter().find(|row| whole && row.branch.0 == answer.organization_id);
        let read = read.map_or(&publication.township_name, |row| &row.branch_name);
        (answer.organization_id != organization.id.0).then(|| read.clone())
    };
    let answers = objections::answers(tx, closing.id, branch).await?.into_iter();
    let answers = answers.map(|answer| NoticeAnswer { elsewhere: elsewhere(&answer), answer }).collect();
    rows.retain(|row| row.public.is_some());
    let known = members::named_persons_of(tx, rows.iter().map(|row| row.member)).await?;
    let people = known.iter().map(|(member, (person, _))| (*member, *person));
    let people = PublicNames::of_members(tx, level, people, today).await?;
    let named = |member: MemberId| known.get(&member).and_then(|(person, name)| people.show(*person, name));
    let mut rows: Vec<NoticeRow> = rows.into_iter().filter_map(|row| line(row, whole, named, &book)).collect();
    rows.sort_by_key(|row| row.number);
    Ok(Notice {
        name,
        latest: closing.edition,
        objections_until: closing.objections_until,
        book,
        version,
        names: level,
        rows,
        answers,
        organization,
        publication,
        stored,
    })
}

fn line(row: EditionRow, whole: bool, name: impl Fn(MemberId) -> Option<String>, book: &RuleBook) -> Option<NoticeRow> {
    let at = row.public?;
    let colours = book.colours.iter().flat_map(|colours| &colours.colours);
    let colour = colours.into_iter().find(|colour| colour.public && Some(&colour.code) == row.colour.as_ref());
    let grade = book.grades.iter().find(|grade| Some(&grade.code) == row.grade.as_ref());
    Some(NoticeRow {
        number: if whole { at.number } else { at.branch_number },
        rank: if whole { at.rank } else { at.branch_rank },
        name: name(row.member),
        branch: row.branch_name,
        category: book.category(&row.category).map_or(row.category, |category| category.name.clone()),
        total: row.total,
        additions: row.additions,
        deductions: row.deductions,
        grade: grade.map(|grade| grade.name.clone()),
        colour: colour.cloned(),
    })
}
