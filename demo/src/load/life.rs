//! What happens outside tasks, through the use cases that a request would go through.

use std::collections::HashMap;

use uuid::Uuid;
use xianfeng_api::auth::Act;
use xianfeng_api::http::wire::{WireDay, WirePeriod, WireTime};
use xianfeng_api::rulebooks::drafts::{self, AdoptionIn, NewDraftIn};
use xianfeng_api::{
    App, Failure, aways, declarations, dues, grids, meetings, members, posts, villager_reports, zeroings,
};
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::{
    DeclarationId, HoldingId, MeetingId, MemberId, OrganizationId, PersonId, PostId, SittingId, ZeroingId,
};
use xianfeng_domain::time::{Day, Period, PeriodKind, start_of};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::declarations as declaration_rows;
use xianfeng_infra::posts as post_rows;

use super::{World, audit, closings, shops, year};
use crate::township::{Event, Mark, Seat};

/// What stands for the plan's marks in the database.
pub(super) type Made = HashMap<Mark, Uuid>;

/// The layer that a village adopts: an item of its own.
const LAYER: &str = r#"format = 1
layer = true
name = "村级补充细则"

[[items]]
code = "forsythia"
name = "连翘抚育"
aspect = "发挥作用"
kind = "addition"
points = "2"
unit = "亩"
"#;

/// Somebody acting on the township.
pub(super) struct Scene<'a> {
    pub(super) tx: &'a Tx,
    pub(super) app: &'a App,
    pub(super) world: &'a World,
    pub(super) act: &'a Act,
}

impl Scene<'_> {
    pub(super) fn reach(&self, right: Right) -> Reach {
        self.act.caller.reach(right)
    }

    pub(super) fn by(&self) -> StoreResult<PersonId> {
        self.act.caller.person.ok_or_else(|| StoreError::corrupt("only persons decide"))
    }

    pub(super) fn branch(&self, at: usize) -> StoreResult<OrganizationId> {
        let branch = self.world.organization(Seat::Branch(at));
        Ok(branch.ok_or_else(|| StoreError::corrupt("the plan names no such branch"))?.id)
    }

    pub(super) fn member(&self, at: usize) -> StoreResult<MemberId> {
        let found = self.world.members.iter().find(|(_, person)| *person == at);
        found.map(|(member, _)| *member).ok_or_else(|| StoreError::corrupt("the plan names no such member"))
    }

    fn members(&self, at: &[usize]) -> StoreResult<Vec<MemberId>> {
        at.iter().map(|at| self.member(*at)).collect()
    }

    pub(super) fn ids(&self, at: &[usize]) -> StoreResult<Vec<Uuid>> {
        Ok(self.members(at)?.into_iter().map(|member| member.0).collect())
    }
}

/// What a mark stands for.
pub(super) fn made(made: &Made, mark: Mark) -> StoreResult<Uuid> {
    made.get(&mark).copied().ok_or_else(|| StoreError::corrupt("the plan names something before it is made"))
}

/// Carries out one event.
pub(super) async fn perform(scene: &Scene<'_>, known: &mut Made, event: &Event) -> Result<(), Failure> {
    let Scene { tx, app, act, .. } = *scene;
    let register = scene.reach(Right::Register);
    match event {
        Event::Grid { branch, name, villages, members } => {
            let villages = villages.iter().map(|village| (*village).to_owned()).collect();
            let households = u32::try_from(members.len() * 6).ok();
            let new = grids::NewGridIn {
                organization_id: scene.branch(*branch)?.0,
                parent_id: None,
                name: (*name).to_owned(),
                position: 0,
                leader_person_id: Some(scene.by()?.0),
                leader_basis: Some("村民代表会议推荐，支委会确认".to_owned()),
                card: grids::CardIn { villages, households, ..grids::CardIn::default() },
            };
            let grid = grids::create(tx, act, &app.vault, &scene.reach(Right::ManageMembers), &new).await?;
            grids::place(tx, act, &grid, &scene.members(members)?, act.today()).await?;
        }
        Event::Post { mark, branch, name, skill } => {
            let new = posts::NewPostIn {
                organization_id: scene.branch(*branch)?.0,
                grid_id: None,
                kind: posts::WirePostKind::Post,
                name: (*name).to_owned(),
                skill_wanted: Some((*skill).to_owned()),
                places: 3,
                item: "grid_service".to_owned(),
                check_every: posts::WirePostPeriod::Month,
                pays_per: None,
            };
            known.insert(*mark, posts::create(tx, act, &register, &new).await?.id.0);
        }
        Event::ClaimPost(post) => {
            let member = act.caller.member.as_ref();
            let member = member.ok_or_else(|| StoreError::corrupt("only members claim posts"))?;
            posts::claim(tx, act, member, PostId(made(known, *post)?)).await?;
        }
        Event::Assign { mark, post, member, from } => {
            let post = post_rows::find(tx, &register, PostId(made(known, *post)?)).await?;
            let post = post.ok_or_else(|| StoreError::corrupt("a post is gone"))?;
            let wanted = posts::AssignIn { member_id: scene.member(*member)?.0, from: WireDay(*from), until: None };
            let holding = posts::assign(tx, act, scene.by()?, post, &wanted).await?;
            known.insert(*mark, holding.id.0);
        }
        Event::Check { month, holdings } => {
            for (mark, kept) in holdings {
                check(scene, HoldingId(made(known, *mark)?), *month, *kept).await?;
            }
        }
        Event::Away { member, from, destination, liaison } => {
            let new = aways::AwayIn {
                from: WireDay(*from),
                destination: (*destination).to_owned(),
                liaison_id: Some(scene.member(*liaison)?.0),
                host: None,
            };
            aways::go(tx, act, &scene.reach(Right::ManageMembers), scene.member(*member)?, &new).await?;
        }
        Event::Declare { mark, way, member, item, what, quarter } => {
            let new = declarations::DeclareIn {
                way: (*way).to_owned(),
                member_id: member.map(|member| scene.member(member)).transpose()?.map(|member| member.0),
                item: item.map(str::to_owned),
                done_on: WireDay(act.today()),
                place: None,
                what: (*what).to_owned(),
                quantity: None,
                unit: None,
                period: quarter.map(WirePeriod),
                level: None,
                reported_by: None,
                photo_ids: Vec::new(),
                register_now: false,
                points: None,
                reason: None,
            };
            known.insert(*mark, declarations::declare(tx, act, scene.by()?, &new).await?.id.0);
        }
        Event::Sit { title, verdicts } => sit(scene, known, title, verdicts).await?,
        Event::PlanMeeting { mark, branch, on } => {
            let new = party_day(scene.branch(*branch)?, *on);
            known.insert(*mark, meetings::create(tx, act, &register, &new).await?.id.0);
        }
        Event::HoldMeeting { meeting, present, leave } => {
            let meeting = MeetingId(made(known, *meeting)?);
            let leave = scene.ids(leave)?.into_iter();
            let leave = leave.map(|member_id| meetings::LeaveNoteIn { member_id, reason: "外出务工".to_owned() });
            let roll =
                meetings::RollCallIn { present: scene.ids(present)?, leave: leave.collect(), absent: Vec::new() };
            meetings::open(tx, act, &register, meeting).await?;
            meetings::roll(tx, act, &register, meeting, &roll).await?;
            meetings::close(tx, act, &register, meeting).await?;
        }
        Event::Dues { branch, month, due_by, paid } => {
            let mut entries = Vec::new();
            for (member, on) in paid {
                let member_id = scene.member(*member)?.0;
                entries.push(dues::EntryIn { member_id, paid_on: on.map(WireDay), amount_fen: Some(300) });
            }
            let sheet = dues::DuesIn {
                organization_id: scene.branch(*branch)?.0,
                period: WirePeriod(*month),
                due_by: WireDay(*due_by),
                entries,
            };
            dues::register(tx, act, &register, scene.by()?, &sheet).await?;
        }
        Event::Report { branch, member } => {
            let new = villager_reports::NewReportIn {
                about: "积分榜上的一名党员".to_owned(),
                member_id: Some(scene.member(*member)?.0),
                what: "登记了清理排水沟，我家门口那一段没有清".to_owned(),
                on: None,
                contact: None,
            };
            villager_reports::create(tx, &app.vault, act, scene.branch(*branch)?, &new).await?;
        }
        Event::OpenAudit { mark, branch, quarter } => {
            known.insert(*mark, audit::open(scene, *branch, *quarter).await?);
        }
        Event::SignAudit(mark) => audit::sign(scene, made(known, *mark)?).await?,
        Event::Exempt(member) => {
            let new = members::ExemptIn {
                from: WireDay(act.today()),
                until: None,
                ground: "infirm".to_owned(),
                reason: "长期卧病".to_owned(),
                meeting: "支委会".to_owned(),
            };
            members::exempt(tx, act, &register, scene.by()?, scene.member(*member)?, &new).await?;
        }
        Event::Zero { mark, member } => {
            let new = zeroings::ZeroingIn {
                item: "zeroing".to_owned(),
                day: WireDay(act.today()),
                reason: "乡党委会议决定：弄虚作假骗取积分".to_owned(),
            };
            let administer = scene.reach(Right::Administer);
            let (zeroing, _) = zeroings::zero(tx, act, &administer, scene.by()?, scene.member(*member)?, &new).await?;
            known.insert(*mark, zeroing.id.0);
        }
        Event::Lift(mark) => {
            let (id, administer) = (ZeroingId(made(known, *mark)?), scene.reach(Right::Administer));
            zeroings::lift(tx, act, &administer, scene.by()?, id, "复核后查明不属实，予以撤销").await?;
        }
        Event::Draft(name) => {
            let township = scene.world.township.id.0;
            let from = Some("chishiqiao".to_owned());
            let new = NewDraftIn { organization_id: township, name: name.clone(), document: None, from };
            drafts::create(tx, act, &scene.reach(Right::SetRules), &new).await?;
        }
        Event::Layer(branch) => adopt_layer(scene, scene.branch(*branch)?).await?,
        Event::Closing(event) => closings::perform(scene, known, event).await?,
        Event::Trade(event) => shops::perform(scene, known, event).await?,
        Event::Care(event) => year::perform(scene, known, event).await?,
    }
    Ok(())
}

async fn check(scene: &Scene<'_>, holding: HoldingId, period: Period, kept: bool) -> Result<(), Failure> {
    let found = post_rows::holding(scene.tx, &scene.reach(Right::Register), holding).await?;
    let found = found.ok_or_else(|| StoreError::corrupt("a holding is gone"))?;
    let note = (!kept).then(|| "两次入户无人对接".to_owned());
    let wanted = posts::CheckIn { holding_id: holding.0, kept, points: None, note };
    posts::check_off(scene.tx, scene.act, scene.by()?, &found, period, &wanted).await?;
    Ok(())
}

async fn sit(
    scene: &Scene<'_>,
    known: &Made,
    title: &str,
    verdicts: &[(Mark, declarations::Verdict)],
) -> Result<(), Failure> {
    let Scene { tx, act, .. } = *scene;
    let sitting = declaration_rows::Sitting {
        id: SittingId(Uuid::now_v7()),
        on: act.today(),
        place: Some("村委会".to_owned()),
        title: Some(title.to_owned()),
    };
    let reach = scene.reach(Right::Review);
    for (mark, verdict) in verdicts {
        let id = DeclarationId(made(known, *mark)?);
        declarations::decide(tx, act, &reach, scene.by()?, Some(sitting.id), id, verdict).await?;
    }
    Ok(declaration_rows::insert_sitting(tx, &sitting, act.caller.account, act.now).await?)
}

fn party_day(branch: OrganizationId, on: Day) -> meetings::MeetingIn {
    let begins = start_of(on) + chrono::TimeDelta::minutes(14 * 60 + 30);
    let month = Period::containing(PeriodKind::Month, on);
    meetings::MeetingIn {
        organization_id: branch.0,
        kind: "party_day".to_owned(),
        title: format!("{month}主题党日"),
        place: Some("村党员活动室".to_owned()),
        starts_at: WireTime(begins),
        ends_at: WireTime(begins + chrono::TimeDelta::hours(2)),
        parts: ["学习日", "议事日", "服务日"].map(str::to_owned).to_vec(),
        member_ids: Vec::new(),
        attendance_item: None,
        attendance_points: None,
        absence_item: Some("absence".to_owned()),
        make_up_item: None,
        make_up_points: None,
        remote_counts: false,
        quorum_permille: None,
    }
}

async fn adopt_layer(scene: &Scene<'_>, branch: OrganizationId) -> Result<(), Failure> {
    let Scene { tx, act, .. } = *scene;
    let reach = scene.reach(Right::SetRules);
    let document = Some(LAYER.to_owned());
    let new = NewDraftIn { organization_id: branch.0, name: "村级补充细则".to_owned(), document, from: None };
    let draft = drafts::create(tx, act, &reach, &new).await?;
    drafts::check(tx, act, &reach, draft.id).await?;
    let decision = AdoptionIn {
        effective_from: WireDay(act.today()),
        meeting: "支部党员大会".to_owned(),
        signatory: "支部书记".to_owned(),
    };
    drafts::adopt(tx, act, &reach, draft.id, &decision).await?;
    Ok(())
}
