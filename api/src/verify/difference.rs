//! What can be wrong. Ids and figures only: a report may be sent to whoever helps.

use std::fmt;

use xianfeng_domain::Points;
use xianfeng_domain::care::CareFund;
use xianfeng_domain::funds::Fund;
use xianfeng_domain::ids::{
    ClaimId, CouponId, EditionId, EntryId, FileId, LotId, MemberId, OrderId, OrganizationId, OverIssueId, RewardId,
    SettlementId, ShopId, TaskId, ZeroingId,
};
use xianfeng_domain::ledger::Source;
use xianfeng_domain::purse::Wallet;
use xianfeng_domain::time::Period;
use xianfeng_infra::files::ContentDigest;
use xianfeng_infra::ledger::MemberTotal;

use super::words::{CareFen, Fen, Figures, Named};

/// One difference between what is stored and what must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Rows that cannot be read at all.
    Unreadable {
        /// Whose.
        member: MemberId,
        /// What is wrong with them.
        what: String,
    },
    /// Entries or totals of somebody who has no head.
    Headless(MemberId),
    /// An entry that does not follow from the one before: altered, inserted, or one before it is gone.
    Chain {
        /// Whose.
        member: MemberId,
        /// The first place that does not fit.
        seq: u64,
    },
    /// The head names another end than the chain has.
    Head {
        /// Whose.
        member: MemberId,
        /// The place that the head names.
        head: u64,
        /// The place of the last entry.
        last: u64,
    },
    /// A total that is not the sum of its entries.
    Total {
        /// Whose.
        member: MemberId,
        /// The owner of the rule book.
        owner: OrganizationId,
        /// Of which period.
        period: Period,
        /// As stored.
        stored: MemberTotal,
        /// As the ledger says.
        expected: MemberTotal,
    },
    /// The words of an entry are gone.
    NoteMissing(EntryId),
    /// The words of an entry are not those that its digest was made of.
    NoteAltered(EntryId),
    /// More counts under an item than its cap allows.
    CapExceeded {
        /// Whose.
        member: MemberId,
        /// The item.
        item: String,
        /// In which period.
        period: Period,
        /// What counts.
        counted: Points,
        /// What may.
        cap: Points,
    },
    /// More deeds hold points under an item than its cap in times allows.
    TimesExceeded {
        /// Whose.
        member: MemberId,
        /// The item.
        item: String,
        /// In which period.
        period: Period,
        /// How many do.
        counted: u32,
        /// How many may.
        cap: u32,
    },
    /// A zeroing whose row and entries say different things, or of which only one is there.
    Zeroing(ZeroingId),
    /// A zeroed period does not come to what it must.
    ZeroedTotal {
        /// Whose.
        member: MemberId,
        /// Which period.
        period: Period,
        /// What its entries come to.
        counted: Points,
        /// What they must come to.
        expected: Points,
    },
    /// An approved claim without its entry, or with one taken back.
    ClaimUnpaid(ClaimId),
    /// An entry credits other points than the claim was awarded.
    ClaimPaidOtherwise {
        /// The claim.
        claim: ClaimId,
        /// What it was awarded.
        awarded: Points,
        /// What the entry asked for.
        asked: Points,
    },
    /// An entry of a claim that is not approved, or not there.
    PaidWithoutApproval {
        /// The entry.
        entry: EntryId,
        /// The claim that it names.
        claim: ClaimId,
    },
    /// A revoked claim whose entry was never reversed.
    RevokedButPaid(ClaimId),
    /// A record that must have an entry has none.
    Unwritten(Source),
    /// An entry whose record does not say so, or is not there.
    Unfounded {
        /// The entry.
        entry: EntryId,
        /// What it names.
        source: Source,
    },
    /// An entry with another item or other points than its record, or another than the one it names.
    WrittenOtherwise {
        /// The entry.
        entry: EntryId,
        /// The record.
        source: Source,
    },
    /// A task counts other places than its claims hold.
    Places {
        /// The task.
        task: TaskId,
        /// What it counts.
        counted: i64,
        /// What its claims hold.
        held: i64,
    },
    /// A task has more claims than places.
    QuotaExceeded {
        /// The task.
        task: TaskId,
        /// How many places there are.
        quota: i64,
        /// How many claims hold one.
        held: i64,
    },
    /// A claim holds a place that its state does not, or the other way round.
    StrayPlace(ClaimId),
    /// A shelf that is not the sum of its movements, or reserves other than its open orders do.
    Shelf {
        /// In which shop.
        shop: ShopId,
        /// Of which reward.
        reward: RewardId,
    },
    /// An order and the purse say different things about its points.
    OrderPoints(OrderId),
    /// An order of a coupon that was fulfilled and has no code.
    OrderCoupon(OrderId),
    /// A code whose state and order do not go together, or that has two orders.
    Coupon(CouponId),
    /// A village of a settlement whose lines, lots and committed money say different things, or more than
    /// its fund has.
    SettledVillage {
        /// The settlement.
        settlement: SettlementId,
        /// The branch.
        organization: OrganizationId,
        /// What its lines come to, in fen.
        lines: i64,
        /// What its fund has committed, in fen.
        committed: i64,
    },
    /// Redemption points that no line of a settlement issued.
    LotWithoutLine(LotId),
    /// Settlements have taken off for over-issues, or given back, something else than these say.
    Recovered {
        /// Whose.
        member: MemberId,
        /// What lines took off, and what they gave back.
        lines: [Points; 2],
        /// What over-issues say.
        said: [Points; 2],
    },
    /// An over-issue of which more was taken off than was found, or more given back than was taken off.
    Debt(OverIssueId),
    /// The rows of a sealed edition are not those that its hash was made of.
    EditionHash(EditionId),
    /// An edition that does not follow from the one before: another number, or another hash of it.
    EditionOrder {
        /// The edition.
        edition: EditionId,
        /// Its number.
        number: u32,
    },
    /// An edition anchors an entry that the member's chain does not have.
    Anchor {
        /// Whose.
        member: MemberId,
        /// The edition.
        edition: EditionId,
        /// The place that it names.
        seq: u64,
    },
    /// The latest edition of a period says another total than the ledger.
    FrozenTotal {
        /// Whose.
        member: MemberId,
        /// The edition.
        edition: EditionId,
        /// Its period.
        period: Period,
        /// As frozen.
        frozen: Points,
        /// As the ledger says.
        expected: Points,
    },
    /// An upload whose picture is not recorded.
    UploadWithoutPicture(FileId),
    /// A stored picture that is missing or altered.
    Picture {
        /// Its name in the file store.
        name: ContentDigest,
        /// What is wrong with it.
        what: String,
    },
    /// The parts of a lot do not make up what was issued.
    LotInexact(LotId),
    /// A lot is not what its movements make.
    LotMoved(LotId),
    /// Movements of a lot that is not there.
    LotMissing(LotId),
    /// A wallet is not the sum of its lots.
    WalletSums {
        /// Whose.
        member: MemberId,
        /// As stored.
        stored: Wallet,
        /// As the lots say.
        expected: Wallet,
    },
    /// A fund promises, spent and lapsed more than was put in.
    FundOverdrawn(OrganizationId),
    /// A fund is not what its movements make.
    FundMoved {
        /// Whose.
        organization: OrganizationId,
        /// As stored.
        stored: Fund,
        /// As the movements say.
        expected: Fund,
    },
    /// A line of a care fund that takes no payment back, or another than it says.
    CareReversal(uuid::Uuid),
    /// A care fund is not what its lines make.
    CareFundMoved {
        /// Whose.
        organization: OrganizationId,
        /// As stored.
        stored: CareFund,
        /// As the lines say.
        expected: CareFund,
    },
    /// A fund promises or has spent something else than its lots.
    FundLots {
        /// Whose.
        organization: OrganizationId,
        /// As stored.
        stored: Fund,
        /// As the lots say.
        expected: Fund,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { member, what } => write!(f, "member {member}: {what}"),
            Self::Headless(member) => write!(f, "member {member}: entries or totals without a ledger head"),
            Self::Chain { member, seq } => {
                write!(f, "member {member}: entry {seq} does not follow from the one before it")
            }
            Self::Head { member, head, last } => {
                write!(
                    f,
                    "member {member}: the head names entry {head} as the last, the chain ends with another ({last})"
                )
            }
            Self::Total { member, owner, period, stored, expected } => write!(
                f,
                "member {member}, rule book of {owner}, {period}: stored {}, the ledger says {}",
                Figures(stored),
                Figures(expected)
            ),
            Self::NoteMissing(entry) => write!(f, "entry {entry}: its words are missing"),
            Self::NoteAltered(entry) => write!(f, "entry {entry}: its words do not match their digest"),
            Self::CapExceeded { member, item, period, counted, cap } => {
                write!(f, "member {member}, item {item}, {period}: {counted} counts, the cap is {cap}")
            }
            Self::TimesExceeded { member, item, period, counted, cap } => {
                write!(f, "member {member}, item {item}, {period}: {counted} deeds count, the cap is {cap} times")
            }
            Self::Zeroing(zeroing) => write!(f, "zeroing {zeroing}: its row is not what its entries say"),
            Self::ZeroedTotal { member, period, counted, expected } => {
                write!(f, "member {member}, {period}, zeroed: {counted} counts, it must be {expected}")
            }
            Self::ClaimUnpaid(claim) => write!(f, "claim {claim}: approved, but no entry counts for it"),
            Self::ClaimPaidOtherwise { claim, awarded, asked } => {
                write!(f, "claim {claim}: awarded {awarded}, its entry asks for {asked}")
            }
            Self::PaidWithoutApproval { entry, claim } => {
                write!(f, "entry {entry}: its claim {claim} is not approved")
            }
            Self::RevokedButPaid(claim) => write!(f, "claim {claim}: revoked, but its entry was never reversed"),
            Self::Unwritten(source) => write!(f, "{}: it counts, but its entry is missing", Named(source)),
            Self::Unfounded { entry, source } => write!(f, "entry {entry}: {} does not say so", Named(source)),
            Self::WrittenOtherwise { entry, source } => {
                write!(f, "entry {entry}: {} says something else", Named(source))
            }
            Self::Places { task, counted, held } => {
                write!(f, "task {task}: counts {counted} places taken, its claims hold {held}")
            }
            Self::QuotaExceeded { task, quota, held } => {
                write!(f, "task {task}: {held} claims hold places, there are {quota}")
            }
            Self::StrayPlace(claim) => write!(f, "claim {claim}: its place does not go with its state"),
            Self::Shelf { shop, reward } => {
                write!(f, "shop {shop}, reward {reward}: the stock is not what its movements and open orders say")
            }
            Self::OrderPoints(order) => write!(f, "order {order}: the purse keeps other points for it"),
            Self::OrderCoupon(order) => write!(f, "order {order}: it was fulfilled and has no coupon"),
            Self::Coupon(coupon) => write!(f, "coupon {coupon}: its state and its orders do not go together"),
            Self::SettledVillage { settlement, organization, lines, committed } => write!(
                f,
                "settlement {settlement}, {organization}: lines of {lines} fen, {committed} fen committed, or lots differ"
            ),
            Self::LotWithoutLine(lot) => write!(f, "lot {lot}: no line of a settlement issued it"),
            Self::Recovered { member, lines: [taken, given], said: [paid, back] } => write!(
                f,
                "member {member}: settlements took off {taken} and gave back {given}, over-issues say {paid} and {back}"
            ),
            Self::Debt(over) => {
                write!(f, "over-issue {over}: more was taken off than was found, or more given back than taken off")
            }
            Self::EditionHash(edition) => {
                write!(f, "edition {edition}: its rows are not those that it was sealed with")
            }
            Self::EditionOrder { edition, number } => {
                write!(f, "edition {edition}, number {number}: it does not follow from the one before it")
            }
            Self::Anchor { member, edition, seq } => {
                write!(f, "member {member}: edition {edition} anchors entry {seq}, the chain has another or none there")
            }
            Self::FrozenTotal { member, edition, period, frozen, expected } => write!(
                f,
                "member {member}, {period}: edition {edition} says {frozen} or other parts of it, the ledger {expected}"
            ),
            Self::UploadWithoutPicture(upload) => write!(f, "upload {upload}: its picture is not recorded"),
            Self::Picture { name, what } => write!(f, "picture {name}: {what}"),
            Self::LotInexact(lot) => write!(f, "lot {lot}: its parts do not make up what was issued"),
            Self::LotMoved(lot) => write!(f, "lot {lot}: it is not what its movements make"),
            Self::LotMissing(lot) => write!(f, "lot {lot}: it has movements, but is not there or is another's"),
            Self::WalletSums { member, stored, expected } => write!(
                f,
                "wallet of member {member}: stored {} free and {} reserved, its lots hold {} and {}",
                stored.free, stored.reserved, expected.free, expected.reserved
            ),
            Self::FundOverdrawn(organization) => write!(f, "fund of {organization}: more is used than was put in"),
            Self::FundMoved { organization, stored, expected } => {
                write!(f, "fund of {organization}: stored {}, its movements say {}", Fen(stored), Fen(expected))
            }
            Self::CareReversal(line) => {
                write!(f, "line {line} of a care fund: it takes no payment back, or another one")
            }
            Self::CareFundMoved { organization, stored, expected } => write!(
                f,
                "care fund of {organization}: stored {}, its lines say {}",
                CareFen(stored),
                CareFen(expected)
            ),
            Self::FundLots { organization, stored, expected } => {
                write!(f, "fund of {organization}: stored {}, its lots say {}", Fen(stored), Fen(expected))
            }
        }
    }
}
