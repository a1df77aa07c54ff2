//! What a certificate freezes. Figures are texts, as they are printed: what was issued never changes with
//! the way in which a later release writes numbers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The frozen content; a part that there is nothing of is empty.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateContent)]
pub struct Content {
    /// The member's name.
    pub name: String,
    /// The branch on the day of issue.
    pub branch: String,
    /// The category on the day of issue.
    pub category: String,
    /// The date of joining the party.
    pub joined_on: String,
    /// The first day of the period.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The day of issue.
    pub issued_on: String,
    /// What the period comes to: points, or times of service.
    pub total: String,
    /// Branches and categories over time.
    pub memberships: Vec<Stay>,
    /// Points, year by year or for the one period asked.
    pub years: Vec<Figures>,
    /// Ranks in published editions.
    pub ranks: Vec<Rank>,
    /// Posts held.
    pub posts: Vec<Stay>,
    /// Trainings on record.
    pub trainings: Vec<Deed>,
    /// Honours on record.
    pub honours: Vec<Deed>,
    /// Meetings: how many, by what became of them.
    pub meetings: Vec<Amount>,
    /// Returns from away for an appraisal (S2-11).
    pub returns: Vec<Deed>,
    /// What was done in all, by item, with units; of a proof of service, by unit.
    pub quantities: Vec<Amount>,
    /// The services, of a proof of service.
    pub services: Vec<Deed>,
}

/// Somewhere for a while.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateStay)]
pub struct Stay {
    /// Where or as what.
    pub what: String,
    /// The first day.
    pub from: String,
    /// The last day; none while it lasts.
    pub to: Option<String>,
}

/// The figures of a period.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateFigures)]
pub struct Figures {
    /// Its name.
    pub period: String,
    /// Its parts and itself, last.
    pub rows: Vec<FigureRow>,
    /// By aspect.
    pub aspects: Vec<Amount>,
    /// Every entry.
    pub deeds: Vec<Deed>,
}

/// A line of figures.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateFigureRow)]
pub struct FigureRow {
    /// The period's name.
    pub name: String,
    /// Base points.
    pub base: String,
    /// What was gained beside them.
    pub gained: String,
    /// What was deducted.
    pub deducted: String,
    /// The total.
    pub total: String,
}

/// A rank in a published edition.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateRank)]
pub struct Rank {
    /// The period's name.
    pub period: String,
    /// The edition's number and short hash.
    pub edition: String,
    /// The total there.
    pub total: String,
    /// The rank in the township; none for who was exempt.
    pub rank: Option<u32>,
    /// The rank in the branch.
    pub branch_rank: Option<u32>,
}

/// Something done.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateDeed)]
pub struct Deed {
    /// The day.
    pub day: String,
    /// What.
    pub what: String,
    /// The item, the quantity, the reason.
    pub notes: Vec<String>,
    /// The points, where it has any.
    pub points: Option<String>,
}

/// An amount of something.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateAmount)]
pub struct Amount {
    /// Of what.
    pub what: String,
    /// How much.
    pub amount: String,
}

impl Amount {
    /// Of something, so much.
    pub(super) fn new(what: impl Into<String>, amount: impl Into<String>) -> Self {
        Self { what: what.into(), amount: amount.into() }
    }
}
