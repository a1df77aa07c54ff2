//! The callers, and what belongs to branch A.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::requests::acting::Acting;
use super::requests::audits::Audits;
use super::requests::cards::Cards;
use super::requests::care::Cared;
use super::requests::closings::Closings;
use super::requests::contents::Contents;
use super::requests::declarations::Deeds;
use super::requests::editions::Editions;
use super::requests::help_cases::Cases;
use super::requests::meetings::Meetings;
use super::requests::messages::listed;
use super::requests::moderation::Moderation;
use super::requests::objections::Objections;
use super::requests::posts::Posts;
use super::requests::privacy::Desk;
use super::requests::redemption::Market;
use super::requests::settlements::Settled;
use super::requests::suggestions::Suggestions;
use super::requests::yearend::YearEnd;
use crate::access::{bind, bind_by_phone, me, visitor};
use crate::files_api::{photo, upload};
use crate::leaderboards::scene::{credited, task};
use crate::zeroings::{adopt_items, zeroed};

/// The WeChat user who is bound to nobody.
pub(super) const VISITOR: &str = "nobody yet";

/// A township with two branches, every caller logged in, and one of each object in branch A.
pub(super) struct Scene {
    pub(super) server: TestServer,
    pub(super) branch: FixtureBranch,
    /// Access tokens in the order of the callers; none for nobody.
    pub(super) tokens: Vec<Option<String>>,
    /// A published task that nothing happens to, and one to end.
    pub(super) task: Uuid,
    pub(super) doomed: Uuid,
    /// A claim that was handed in with a picture.
    pub(super) claim: Uuid,
    pub(super) file: Uuid,
    pub(super) entry: Uuid,
    pub(super) invite: Uuid,
    pub(super) rebinding: Uuid,
    /// A points card that the branch has scanned.
    pub(super) cards: Cards,
    /// Members away with a host, and the care register.
    pub(super) cared: Cared,
    /// Declarations and times away.
    pub(super) deeds: Deeds,
    /// Help cases, proposed and open.
    pub(super) help_cases: Cases,
    /// A grid, a post and who holds it.
    pub(super) posts: Posts,
    /// Meetings of the branch, in every state.
    pub(super) meetings: Meetings,
    /// A text that waits for a person.
    pub(super) moderation: Moderation,
    /// Dues, villagers' reports and an audit of the branch.
    pub(super) audits: Audits,
    /// A member's exemption, and base points withheld from one.
    pub(super) exemption: Uuid,
    pub(super) withholding: Uuid,
    /// A zeroing of somebody in branch A.
    pub(super) zeroing: Uuid,
    /// A shop, its goods and orders.
    pub(super) market: Market,
    /// A settlement.
    pub(super) settled: Settled,
    /// A posted quarter and objections to it.
    pub(super) objections: Objections,
    /// What the secretary of branch A has written.
    pub(super) contents: Contents,
    /// Suggestions to branch A.
    pub(super) suggestions: Suggestions,
    /// A closed quarter.
    pub(super) closings: Closings,
    /// A published quarter with its edition.
    pub(super) editions: Editions,
    /// A message of the member of branch A.
    pub(super) message: Uuid,
    /// That message on the call list.
    pub(super) call: Uuid,
    /// A pledge, appraisals and a proposed list of the branch.
    pub(super) yearend: YearEnd,
    /// A correction, a consent and an archive of the member of branch A.
    pub(super) desk: Desk,
    /// A draft of a rule book.
    pub(super) draft: Uuid,
    /// A right to act for somebody, and a hand-over.
    pub(super) acting: Acting,
    /// A person without membership.
    pub(super) activist: Uuid,
}

/// The id in an answer.
pub(super) fn id(value: &Value) -> Uuid {
    value.as_str().expect("an id").parse().expect("a UUID")
}

impl Scene {
    pub(super) async fn set() -> Self {
        let server = TestServer::start_with(2, 30, &[]).await;
        let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
        let clerk = server.fixture.clerk.clone();
        let approval = json!({ "approved": true, "reason": "乡党委会议" });
        let publication = format!("/organizations/{}/publication", server.fixture.township);
        server.post(&publication, &clerk, approval).await.expect(200);
        let (secretary, owner) = (&branch.members[0], &branch.members[1]);
        let (activist, activist_token) = outsider(&server, "activist", branch.id.0, &clerk).await;
        let (_, overseer_token) = outsider(&server, "overseer", server.fixture.township.0, &clerk).await;
        let give = async |tx: &Tx| -> StoreResult<()> {
            let now = server.clock.now();
            accounts::grant_role(tx, branch.members[2].person, Role::Reviewer, branch.id, None, now).await?;
            for victim in branch.members.iter().skip(FIRST_VICTIM) {
                accounts::grant_role(tx, victim.person, Role::Activist, branch.id, None, now).await?;
            }
            Ok(())
        };
        server.app.database.transact("scene", give).await.unwrap();

        let kept = task(&server, &branch, json!({ "placesPerMember": 9 })).await;
        let doomed = task(&server, &branch, json!({})).await;
        let claim = server.post(&format!("/tasks/{kept}/claims"), owner, Value::Null).await.expect(201);
        let claim = id(&claim["id"]);
        let file = id(&upload(&server, owner, photo(1)).await.expect(201)["id"]);
        let report = json!({ "report": "走了一圈", "deedOn": "2024-03-01", "photoIds": [file] });
        server.post(&format!("/claims/{claim}/submit"), owner, report).await.expect(200);
        let (_, _, entry) = credited(&server, &branch, owner, "2024-03-01", json!({})).await;
        let invite = format!("/members/{}/invites", branch.members[3].id.0);
        let invite = id(&server.post(&invite, secretary, Value::Null).await.expect(201)["id"]);
        let token = visitor(&server, "second phone").await;
        bind_by_phone(&server, "second phone", &token, "19900000005").await.expect(200);
        let open = server.get("/rebindings", secretary).await.expect(200);
        let rebinding = id(&open["items"][0]["id"]);

        crate::purse::allotted(&server, branch.id, "2024-Q1", 125_000).await;
        let cards = Cards::set(&server, &branch, &other).await;
        let meetings = Meetings::set(&server, &branch).await;
        let audits = Audits::set(&server, &branch).await;
        let meeting = "2024年3月支委会";
        let exempt = json!({ "from": "2024-02-01", "ground": "other", "reason": "住院", "meeting": meeting });
        let exemption = format!("/members/{}/exemptions", branch.members[4].id.0);
        let exemption = id(&server.post(&exemption, secretary, exempt).await.expect(201)["id"]);
        let withhold = json!({ "period": "2024", "reason": "受处分", "meeting": meeting });
        let withholding = format!("/members/{}/base-withholdings", branch.members[4].id.0);
        let withholding = id(&server.post(&withholding, secretary, withhold).await.expect(201)["id"]);
        adopt_items(&server).await;
        let (zeroing, _) = zeroed(&server, &branch.members[3], "test_zeroing", "2024-03-01").await;
        let zeroing = zeroing.parse().expect("a UUID");
        let settled = Settled::set(&server).await;
        let help_cases = Cases::set(&server, &branch).await;
        let posts = Posts::set(&server, &branch).await;
        let yearend = YearEnd::set(&server, &branch).await;
        let moderation = Moderation::set(&server, &branch).await;
        let contents = Contents::set(&server, &branch).await;
        let suggestions = Suggestions::set(&server, &branch).await;
        let deeds = Deeds::set(&server, &branch, owner).await;
        let cared = Cared::set(&server, &branch, &other).await;
        let objections = Objections::set(&server, &branch).await;
        let editions = Editions::set(&server).await;
        let closings = Closings::set(&server).await;
        let new = json!({ "organizationId": branch.id.0, "name": "讨论稿", "from": "chishiqiao" });
        let market = Market::set(&server, &branch, owner).await;
        let draft = id(&server.post("/rulebooks/drafts", secretary, new).await.expect(201)["id"]);

        let desk = Desk::set(&server, owner).await;
        let acting = Acting::set(&server, &branch).await;
        let inbox = server.get("/me/inbox", owner).await.expect(200);
        let message = id(&inbox["items"][0]["id"]);
        let call = listed(&server, &branch, owner, message).await;

        let of = |member: &FixtureMember| Some(server.token(member));
        let tokens = vec![
            None,
            Some(visitor(&server, VISITOR).await),
            of(owner),
            of(&other.members[1]),
            of(&branch.members[2]),
            of(secretary),
            of(&other.members[0]),
            of(&clerk),
            Some(overseer_token),
            Some(activist_token),
        ];
        let [task, doomed, entry] = [kept, doomed, entry].map(|text| text.parse().expect("a UUID"));
        Self {
            tokens,
            task,
            doomed,
            claim,
            file,
            entry,
            invite,
            rebinding,
            cards,
            cared,
            deeds,
            meetings,
            moderation,
            market,
            audits,
            exemption,
            withholding,
            zeroing,
            settled,
            objections,
            contents,
            suggestions,
            closings,
            editions,
            message,
            call,
            help_cases,
            posts,
            yearend,
            acting,
            activist,
            branch,
            server,
            desk,
            draft,
        }
    }

    /// A member of branch A whom nothing has happened to, one for each caller.
    pub(super) fn victim(&self, caller: usize) -> &FixtureMember {
        &self.branch.members[FIRST_VICTIM + caller]
    }

    /// A member of branch A who ends with the call, one for each caller.
    pub(super) fn leaver(&self, caller: usize) -> &FixtureMember {
        &self.branch.members[FIRST_VICTIM + super::CALLERS.len() + caller]
    }

    /// An invite's member.
    pub(super) fn invited(&self) -> &FixtureMember {
        &self.branch.members[3]
    }
}

/// Members up to here are callers, or have something of their own.
const FIRST_VICTIM: usize = 8;

/// A person without membership who holds a role and is logged in.
async fn outsider(server: &TestServer, role: &str, organization: Uuid, clerk: &FixtureMember) -> (Uuid, String) {
    let new = json!({ "organizationId": organization, "name": "外来人", "role": role });
    let person = id(&server.post("/persons", clerk, new).await.expect(201)["id"]);
    let invite = server.post(&format!("/persons/{person}/invites"), clerk, Value::Null).await.expect(201);
    let token = visitor(server, role).await;
    bind(server, &token, json!({ "inviteCode": invite["code"] })).await.expect(200);
    assert_eq!(me(server, &token).await["roles"][0]["role"], role);
    (person, token)
}
