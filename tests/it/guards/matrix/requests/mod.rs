//! A well-formed request for each operation on what belongs to branch A, so that authorization
//! decides and not validation.

pub(super) mod acting;
pub(super) mod audits;
pub(super) mod cards;
pub(super) mod care;
pub(super) mod closings;
pub(super) mod contents;
pub(super) mod declarations;
pub(super) mod editions;
pub(super) mod help_cases;
pub(super) mod inbox;
pub(super) mod meetings;
pub(super) mod messages;
pub(super) mod moderation;
pub(super) mod objections;
pub(super) mod posts;
pub(super) mod privacy;
pub(super) mod purse;
pub(super) mod redemption;
pub(super) mod rulebooks;
pub(super) mod settlements;
pub(super) mod standing;
pub(super) mod suggestions;
pub(super) mod yearend;
pub(super) mod zeroings;

use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

use super::scene::{Scene, VISITOR};
use crate::files_api::photo;

/// The requests of each further part of the API: one file a noun. Answers `None` for what is not its.
type More = fn(&Scene, &str, usize) -> Option<Ask>;
const MORE: &[More] = &[
    acting::ask,
    audits::ask,
    cards::ask,
    care::ask,
    closings::ask,
    contents::ask,
    declarations::ask,
    editions::ask,
    help_cases::ask,
    inbox::ask,
    meetings::ask,
    messages::ask,
    moderation::ask,
    objections::ask,
    posts::ask,
    privacy::ask,
    purse::ask,
    redemption::ask,
    rulebooks::ask,
    settlements::ask,
    standing::ask,
    suggestions::ask,
    yearend::ask,
    zeroings::ask,
];

/// What goes into the request beside method and path.
#[derive(Default)]
struct Ask {
    /// For the placeholder in the path.
    id: Uuid,
    query: String,
    body: Value,
    file: Option<Vec<u8>>,
}

fn at(id: Uuid) -> Ask {
    Ask { id, ..Ask::default() }
}

fn query(text: String) -> Ask {
    Ask { query: text, ..Ask::default() }
}

fn send(body: Value) -> Ask {
    Ask { body, ..Ask::default() }
}

impl Ask {
    fn with(self, body: Value) -> Self {
        Self { body, ..self }
    }
}

/// The request of a caller.
pub(super) async fn ask(scene: &Scene, operation: &str, method: Method, path: &str, caller: usize) -> RequestBuilder {
    let Ask { id, query, body, file } = match session(scene, operation, caller).await {
        Some(ask) => ask,
        None => plain(scene, operation, caller),
    };
    let path = path.replace("{inviteId}", &scene.invite.to_string());
    let code = if operation == "showPublicSuggestion" { &scene.suggestions.code } else { &scene.objections.code };
    let path = path.replace("{code}", code).replace("{contentId}", &scene.contents.public.to_string());
    let path = path.replace("{id}", &id.to_string()).replace("{organizationId}", &id.to_string());
    let mut request = scene.server.request(method.clone(), &format!("{path}{query}"), None);
    if let Some(token) = &scene.tokens[caller] {
        request = request.bearer_auth(token);
    }
    if method != Method::GET {
        request = request.header("Idempotency-Key", Uuid::now_v7().to_string());
    }
    if method == Method::PUT {
        request = request.header("If-Match", "\"1\"");
    }
    match (file, body) {
        (Some(file), _) => request.multipart(Form::new().part("file", Part::bytes(file).file_name("a"))),
        (None, Value::Null) => request,
        (None, body) => request.json(&body),
    }
}

/// Sessions: each caller has one to spend.
async fn session(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let server = &scene.server;
    let code = || server.wechat.mint_login_code(&format!("spare {caller}"));
    Some(match operation {
        "logInWithWechat" => send(json!({ "code": code() })),
        "refreshSession" | "logOut" => {
            let log_in = server.request(Method::POST, "/api/v1/auth/wechat/login", None);
            let session = server.send(log_in.json(&json!({ "code": code() }))).await.expect(200);
            send(json!({ "refreshToken": session["refreshToken"] }))
        }
        "bindAccount" => {
            // Somebody's phone that is in use waits for the secretary: the caller stays who they are.
            let user = VISITOR;
            let phone = xianfeng_demo::wechat::PhoneNumber::mainland("19900000006");
            send(json!({ "phoneCode": server.wechat.mint_phone_code(user, phone) }))
        }
        _ => return None,
    })
}

fn plain(scene: &Scene, operation: &str, caller: usize) -> Ask {
    let (branch, township) = (scene.branch.id.0, scene.server.fixture.township.0);
    let victim = scene.victim(caller);
    let reason = json!({ "reason": "按会议决定" });
    if let Some(ask) = MORE.iter().find_map(|more| more(scene, operation, caller)) {
        return ask;
    }
    match operation {
        "getMe" | "listOrganizations" | "listRebindings" | "listAuditLog" | "listPersons" | "listMyLedger"
        | "listMyClaims" | "myPlace" | "myPoints" | "compareMyPoints" => Ask::default(),
        "listRoles"
        | "listMembers"
        | "listMembersBoard"
        | "exportLeaderboard"
        | "exportLedger"
        | "listLedger"
        | "getEffectiveRulebook"
        | "listTasks"
        | "listClaims" => query(format!("?organizationId={branch}")),
        "listOrganizationsBoard" => query(format!("?parentId={township}")),
        "grantRole" => role(victim.person.0, "reviewer", branch),
        "endRole" => role(victim.person.0, "activist", branch),
        "approveRebinding" => at(scene.rebinding),
        "rejectRebinding" => at(scene.rebinding).with(reason),
        "getOrganization" | "showPublicLeaderboard" | "showBoard" => at(branch),
        "createOrganization" => {
            send(json!({ "parentId": township, "kind": "village", "name": format!("新村{caller}") }))
        }
        "editOrganization" => at(branch).with(json!({ "name": "第1村党支部", "position": 0, "sensitive": false })),
        "decidePublication" => at(branch).with(json!({ "approved": true, "reason": "按会议决定" })),
        "createMember" | "editMember" | "transferMember" | "endMembership" => member(scene, operation, caller),
        "getMember" => at(victim.id.0),
        // Not the victim, whom an earlier request made a reviewer: inviting one of those anew is the township's.
        "inviteMember" => at(scene.invited().id.0),
        "getInvitePicture" => at(scene.invited().id.0),
        "importRoster" => {
            Ask { query: "?dryRun=true".to_owned(), file: Some(b"no workbook".to_vec()), ..Ask::default() }
        }
        "getRejects" => Ask { file: Some(b"no workbook".to_vec()), ..Ask::default() },
        "createPersonRecord" => {
            send(json!({ "organizationId": branch, "name": format!("某人{caller}"), "role": "activist" }))
        }
        "invitePerson" => at(scene.activist),
        "reverseEntry" | "reinstateEntry" => at(scene.entry).with(reason),
        "uploadFile" => Ask { file: Some(photo(9)), ..Ask::default() },
        "getFile" => at(scene.file),
        _ => work(scene, operation),
    }
}

fn role(person: Uuid, role: &str, organization: Uuid) -> Ask {
    send(json!({ "personId": person, "role": role, "organizationId": organization }))
}

fn member(scene: &Scene, operation: &str, caller: usize) -> Ask {
    let victim = at(scene.victim(caller).id.0);
    match operation {
        "createMember" => send(json!({
            "branchId": scene.branch.id.0, "name": "张诚", "sex": "male", "birth": format!("1980-{:02}", caller + 1),
            "joinedOn": "2010-07-01", "probationary": false, "category": "ordinary"
        })),
        "editMember" => victim.with(json!({
            "name": "党员", "sex": "female", "birth": "1970-03", "joinedOn": "2000-07-01", "probationary": false
        })),
        "transferMember" => victim.with(json!({ "category": "aged", "from": "2024-03-01", "reason": "年满七十" })),
        _ => at(scene.leaver(caller).id.0)
            .with(json!({ "how": "resigned", "leftOn": "2024-03-01", "reason": "本人申请" })),
    }
}

fn work(scene: &Scene, operation: &str) -> Ask {
    let reason = json!({ "reason": "按会议决定" });
    match operation {
        "createTask" => send(json!({ "organizationId": scene.branch.id.0, "title": "巡山", "item": "fire_patrol" })),
        "getTask" | "claimTask" => at(scene.task),
        "editTask" => at(scene.doomed).with(json!({ "title": "巡山" })),
        "publishTask" => at(scene.doomed),
        "closeTask" | "cancelTask" => at(scene.doomed).with(reason),
        "getClaim" | "withdrawClaim" => at(scene.claim),
        "submitClaim" => at(scene.claim).with(json!({ "report": "走了一圈", "deedOn": "2024-03-01" })),
        "approveClaim" => at(scene.claim).with(json!({})),
        "returnClaim" | "rejectClaim" => at(scene.claim).with(reason),
        "reviewClaims" => send(json!({ "approve": [scene.claim] })),
        _ => panic!("{operation} has no request in the matrix: add one beside its row"),
    }
}
