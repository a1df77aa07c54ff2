//! Micro-grids with leaders, one of whom is no member, their notes, ready posts with a term, and two contact
//! cards, of which one has a photo (S3-4, S3-5, S3-7, S4-7).

use chrono::TimeDelta;
use uuid::Uuid;
use xianfeng_api::auth::Act;
use xianfeng_api::http::wire::WireDay;
use xianfeng_api::{App, Failure, grids, posts};
use xianfeng_domain::access::{Right, Role};
use xianfeng_domain::grids::{Grid, GridKind};
use xianfeng_domain::ids::{FileId, GridId, HoldingId, MemberId, PersonId};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::posts::Post;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::evidence::{self, Picture, Upload};
use xianfeng_infra::{grids as rows, members, moderation};

use super::{Parts, missing};
use crate::load::PICTURES;
use crate::township::Seat;

/// The branch whose grids come to life.
const BRANCH: usize = 0;

pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    if parts.plan.begins_on > parts.today() - TimeDelta::days(10) {
        // A plan of a few days has no grids, nor a rule book, to begin with.
        return Ok(());
    }
    let app = parts.app;
    let (clerk, secretary) = (parts.clerk(3)?, parts.secretary(BRANCH, 5)?);
    let outsider = parts.holder(Role::Activist, Seat::Branch(BRANCH), 2)?;
    let [leader, other, holder] =
        [parts.member(BRANCH, 0, 2)?, parts.member(BRANCH, 1, 2)?, parts.member(BRANCH, 2, 2)?];
    let path = parts.branch(BRANCH)?.path.clone();
    let until = parts.today() + TimeDelta::days(3 * 365);
    let life = async |tx: &Tx| -> Result<(), Failure> {
        let all = rows::of_path(tx, &path).await?;
        let Some(first) = all.into_iter().find(|grid| grid.kind == GridKind::Grid) else { return Ok(()) };
        let movers = living(tx, first.id, secretary.today()).await?;
        let (near, far) = movers.split_at(movers.len() / 2);
        let bridge = part(tx, app, &secretary, &first, "桥头微网格", near).await?;
        let orchard = part(tx, app, &secretary, &first, "果园微网格", far).await?;
        leads(tx, app, (&secretary, &clerk), &bridge, (person(&outsider)?, "villagers_representative"), until).await?;
        leads(tx, app, (&secretary, &clerk), &orchard, (person(&leader)?, "member"), until).await?;
        // Waits for the branch.
        let waiting = recommendation(person(&other)?, "member", &secretary);
        let reach = secretary.caller.reach(Right::Register);
        grids::recommend(tx, &secretary, &app.vault, &reach, first.id, &waiting).await?;
        for (act, grid, what) in [
            (&outsider, bridge.id, "走访独居老人4户，换了2户的灯泡"),
            (&leader, orchard.id, "巡查防火隔离带，劝阻野外用火1起"),
        ] {
            let note = grids::NoteIn { on: WireDay(act.today()), what: what.to_owned() };
            grids::note(tx, act, person(act)?, grid, &note).await?;
        }
        let taken = ready_posts(tx, &secretary, parts.branch(BRANCH)?.id.0).await?;
        // One card with a photo, one with room to paste one on.
        let portrait = parts.world.pictures.get(PICTURES).ok_or_else(|| missing("portrait"))?;
        let photo = upload(tx, &other, portrait).await?;
        let cards = [(&holder, "政策问题随时问我，当天回话", None), (&other, "门前屋后的事，喊一声就到", Some(photo))];
        for (post, (act, promise, photo)) in taken.into_iter().zip(cards) {
            let holding = hold(tx, &secretary, act, post, until).await?;
            card(tx, act, holding, promise, photo).await?;
        }
        Ok(())
    };
    app.database.transact("demo.grids", life).await
}

/// Members who belong to a grid and have not left.
async fn living(tx: &Tx, grid: GridId, today: Day) -> StoreResult<Vec<MemberId>> {
    let placed = rows::belonging(tx, &[grid], today).await?;
    let standing = members::by_ids(tx, placed.iter().map(|(_, member)| *member), today).await?;
    let mut found = Vec::new();
    for (_, id) in placed {
        let stays = standing.get(&id).is_some_and(|member| member.left_on.is_none());
        // In a short plan some were placed only now, and cannot have moved on since.
        let since = rows::present(tx, id).await?.map(|(_, since)| since);
        if stays && since.is_some_and(|since| since < today) && found.len() < 8 {
            found.push(id);
        }
    }
    Ok(found)
}

/// A micro-grid with some members of the grid.
async fn part(tx: &Tx, app: &App, act: &Act, grid: &Grid, name: &str, own: &[MemberId]) -> Result<Grid, Failure> {
    let new = grids::NewGridIn {
        organization_id: grid.organization.0,
        parent_id: Some(grid.id.0),
        name: name.to_owned(),
        position: 1,
        leader_person_id: None,
        leader_basis: None,
        card: grids::CardIn { households: Some(18), people: Some(61), ..grids::CardIn::default() },
    };
    let made = grids::create(tx, act, &app.vault, &act.caller.reach(Right::ManageMembers), &new).await?;
    grids::place(tx, act, &made, own, act.today()).await?;
    Ok(made)
}

fn recommendation(person: PersonId, capacity: &str, act: &Act) -> grids::RecommendIn {
    grids::RecommendIn {
        person_id: person.0,
        capacity: capacity.to_owned(),
        how: "户代表会议".to_owned(),
        on: WireDay(act.today()),
        votes_for: Some(15),
        votes_cast: Some(18),
    }
}

/// Recommended as the secretary records it, and confirmed.
async fn leads(
    tx: &Tx,
    app: &App,
    (secretary, clerk): (&Act, &Act),
    grid: &Grid,
    (who, capacity): (PersonId, &str),
    until: Day,
) -> Result<(), Failure> {
    let reach = secretary.caller.reach(Right::Register);
    let new = recommendation(who, capacity, secretary);
    let one = grids::recommend(tx, secretary, &app.vault, &reach, grid.id, &new).await?;
    let decided = grids::ConfirmLeaderIn {
        meeting: "支部党员大会".to_owned(),
        from: WireDay(clerk.today()),
        until: WireDay(until),
        checks_posts: false,
    };
    grids::confirm(tx, clerk, person(clerk)?, &clerk.caller.reach(Right::Register), one.id, &decided).await?;
    Ok(())
}

/// Three of the eight ready posts.
async fn ready_posts(tx: &Tx, secretary: &Act, branch: Uuid) -> Result<Vec<Post>, Failure> {
    let new = posts::TakeOverIn {
        organization_id: branch,
        grid_id: None,
        areas: ["policy", "environment", "pairing_help"].map(str::to_owned).to_vec(),
        places: 2,
        item: "grid_service".to_owned(),
        check_every: posts::WirePostPeriod::Month,
        pays_per: None,
    };
    Ok(posts::take_over(tx, secretary, &secretary.caller.reach(Right::Register), &new).await?.0)
}

/// Gives a post to somebody for a term.
async fn hold(tx: &Tx, secretary: &Act, holder: &Act, post: Post, until: Day) -> Result<HoldingId, Failure> {
    let member = holder.caller.member_id().ok_or_else(|| missing("membership"))?;
    let from = WireDay(secretary.today());
    let wanted = posts::AssignIn { member_id: member.0, from, until: Some(WireDay(until)) };
    Ok(posts::assign(tx, secretary, person(secretary)?, post, &wanted).await?.id)
}

/// The row of an upload: the picture itself is kept once.
async fn upload(tx: &Tx, act: &Act, picture: &Picture) -> StoreResult<FileId> {
    let id = FileId(Uuid::now_v7());
    let upload = Upload { id, account: act.caller.account, content: picture.content, holder: None };
    evidence::insert(tx, &upload, act.now).await?;
    Ok(id)
}

/// Writes a contact card; its photo is passed as the stand-in for WeChat would pass it, if somebody listened yet.
async fn card(tx: &Tx, act: &Act, holding: HoldingId, promise: &str, photo: Option<FileId>) -> Result<(), Failure> {
    let member = act.caller.member.as_ref().ok_or_else(|| missing("membership"))?;
    let new = posts::ContactCardIn {
        promise: promise.to_owned(),
        show_phone: false,
        show_photo: true,
        photo_id: photo.map(|photo| photo.0),
    };
    posts::write_contact_card(tx, act, member, holding, &new).await?;
    if let Some(photo) = photo {
        let check = moderation::of_subject(tx, (Subject::Picture, photo.0)).await?.ok_or_else(|| missing("check"))?;
        moderation::judge(tx, &check, CheckState::Passed, None, act.now).await?;
    }
    Ok(())
}

fn person(act: &Act) -> StoreResult<PersonId> {
    act.caller.person.ok_or_else(|| StoreError::corrupt("only persons lead and decide"))
}
