//! **The** table of error codes. Adding a row is all it takes: the API's answer, the examples
//! in the OpenAPI document and the reference page follow.
//!
//! A row reads: variant, code, status, title, then what the person is told, in Chinese and in
//! English: what happened and what to do next.

use super::Text;
use super::code::{Row, codes};

codes! {
    RequestMalformed "request.malformed" 400 "Malformed request"
        "请求有误，请更新小程序后重试。" / "The request is malformed: correct it and send it again.";
    RequestBrokenJson "request.broken_json" 400 "Broken JSON"
        "提交的内容不完整，请重新提交。" / "The body is no valid JSON: correct it and send it again.";
    RequestNotUtf8 "request.not_utf8" 400 "Not UTF-8"
        "提交的文字编码有误，请重新输入后提交。" / "The body is not UTF-8: encode it as UTF-8 and send it again.";
    RequestTooDeep "request.too_deep" 400 "Nested too deeply"
        "提交的内容嵌套过深，请更新小程序后重试。" / "The JSON is nested too deeply: flatten it and send it again.";
    RequestUnknownRoute "request.unknown_route" 404 "No such route"
        "没有找到这个页面，请返回首页重试。" / "There is nothing at this address: check it against the API document.";
    RequestMethodNotAllowed "request.method_not_allowed" 405 "Method not allowed"
        "不支持这种操作，请更新小程序后重试。" / "This address does not take this method: use one that the header Allow names.";
    RequestTooLarge "request.too_large" 413 "Body too large"
        "提交的内容过大，请减少文字或压缩照片后重试。" / "The body is too large: shorten the text or shrink the photos.";
    RequestUnsupportedType "request.unsupported_type" 415 "Unsupported media type"
        "提交的格式不支持，请更新小程序后重试。" / "This content type is not taken here: send what the API document names, without compression.";
    RequestInvalid "request.invalid" 422 "Invalid fields"
        "有填写不正确的内容，请按提示修改后再提交。" / "Some fields are not valid: correct what the list names and send it again.";
    RequestInvalidQuery "request.invalid_query" 422 "Invalid query parameters"
        "查询条件有误，请重新选择。" / "Some query parameters are not valid: correct what the list names.";

    AuthRequired "auth.required" 401 "Log-in required"
        "请先登录。" / "Log in first.";
    AuthTokenInvalid "auth.token_invalid" 401 "Invalid access token"
        "登录信息无效，请重新登录。" / "The access token is not valid: log in again.";
    AuthTokenExpired "auth.token_expired" 401 "Access token expired"
        "登录已过期，请重新登录。" / "The access token has expired: refresh it or log in again.";
    AuthRefreshInvalid "auth.refresh_invalid" 401 "Invalid refresh token"
        "登录已失效，请重新登录。" / "The refresh token is not valid any more: log in again.";
    AuthSessionRevoked "auth.session_revoked" 401 "Session ended"
        "登录已在别处退出，请重新登录。" / "This session has ended: log in again.";
    AuthNotBound "auth.not_bound" 403 "Account not bound"
        "您还没有绑定党员身份，请先绑定。" / "This account is bound to no person yet: bind it first.";
    AuthForbidden "auth.forbidden" 403 "Not permitted"
        "您没有权限做这件事，请联系支部书记。" / "Your role does not permit this: ask your branch secretary.";
    AuthAccountDisabled "auth.account_disabled" 403 "Account disabled"
        "账号已停用，请联系支部书记。" / "This account is disabled: ask your branch secretary.";

    DeskNotFound "desk.not_found" 404 "No such log-in at a desk"
        "没有找到这次电脑登录，请刷新二维码后重新扫描。" / "There is no such log-in at a desk: refresh the code and scan it again.";
    DeskOver "desk.over" 409 "Log-in at a desk is over"
        "二维码已使用或已过期，请刷新后重新扫描。" / "The code was used or has expired: refresh it and scan it again.";
    DeskNoRole "desk.no_role" 403 "No role"
        "电脑登录只供担任职务的人员使用，请在小程序中办理。" / "Only who holds a role logs in at a desk: use the mini-program.";
    DeskFromPhone "desk.from_phone" 403 "Only from the phone"
        "请用手机小程序确认电脑登录。" / "Confirm the log-in at a desk with the mini-program on the phone.";
    DeskPasswordWrong "desk.password_wrong" 401 "Wrong name, password or code"
        "登录名、密码或动态码不对，请核对后用新的动态码再试，或改用扫码登录。" / "The name, the password or the code is wrong: check them and try with the next code, or scan the QR code.";
    DeskPasswordWait "desk.password_wait" 429 "Too many wrong tries"
        "输错次数太多，请稍后再试，或改用扫码登录。" / "Too many wrong tries: wait as long as Retry-After says, or scan the QR code.";

    AssistanceNotFound "assistance.not_found" 404 "No such assistance"
        "没有找到这项代办授权，请刷新后再试。" / "There is no such right to act for somebody: refresh the list.";
    AssistanceNone "assistance.none" 403 "No consent to act for this member"
        "您没有为这位党员代办的有效授权，请联系其支部书记。" / "No consent stands for you to act for this member: ask their branch secretary.";
    AssistanceNotForThis "assistance.not_for_this" 403 "Not to be done for somebody else"
        "这项操作须由本人办理，不能代办。" / "This is the member's own to do: leave out the header Acting-For, or help them do it in person.";
    AssistanceSamePerson "assistance.same_person" 422 "Helper and member are one person"
        "代办人不能是本人，请另选代办人。" / "Nobody acts for themselves: choose another helper.";
    AssistanceOwn "assistance.own" 403 "Own help"
        "不能为自己登记代办授权，请由支部其他同志或乡镇登记。" / "Nobody records a consent that lets themselves act: another person of the branch or the township does.";
    AssistanceHelperFull "assistance.helper_full" 409 "Helper acts for as many as one may"
        "这位代办人已为5名党员代办，请另选代办人。" / "This helper acts for five members already: choose another.";
    AssistanceAlready "assistance.already_given" 409 "Already recorded"
        "这位代办人已有有效授权，不用重复登记。" / "This helper acts for the member already: there is nothing to record.";
    AssistanceEnded "assistance.ended" 409 "Already ended"
        "这项代办授权已经终止，请刷新查看。" / "This right to act has ended already: refresh the list.";

    HandoverNotFound "handover.not_found" 404 "No such hand-over"
        "没有找到这次交接，请刷新后再试。" / "There is no such hand-over: refresh the list.";
    HandoverAlreadyOpen "handover.already_open" 409 "A hand-over is open"
        "这个组织已有未完成的交接，请先完成或撤回。" / "A hand-over of this organization is open: finish it or call it off first.";
    HandoverNotOpen "handover.not_open" 409 "Hand-over not open"
        "这次交接已经完成或撤回，请刷新查看。" / "This hand-over is done or called off: refresh it.";
    HandoverSigned "handover.signed" 409 "Already signed"
        "这一方已经签字，请等待另一方签字。" / "This side has signed: wait for the other one.";
    HandoverNotToSign "handover.not_to_sign" 403 "Not yours to sign"
        "交接由交出人和接收人签字，请联系他们。" / "Those who hand over and take over sign: ask them.";
    HandoverAbsenceUnsaid "handover.absence_unsaid" 422 "Reason of the absence missing"
        "代交出人签字，请写明其不能签字的原因。" / "Who signs for an absent person says why: add absentReason.";
    HandoverNoOffice "handover.no_office" 422 "No office that is handed over"
        "只有书记和乡镇管理员需要交接，其他角色请直接授予或收回。" / "Only secretaries and township administrators hand over: give and take other roles directly.";
    HandoverRoleGone "handover.role_gone" 409 "The office is not held"
        "交出人已不担任这个职务，请由乡镇发起交接。" / "Who hands over does not hold the office: let the township open the hand-over.";
    HandoverIncomingUnfit "handover.incoming_unfit" 422 "Cannot take over"
        "接收人须为本组织人员，且已绑定小程序或已收到邀请，请先邀请。" / "Who takes over must belong here and have an account or an open invite: invite them first.";

    IdempotencyKeyMissing "idempotency.key_missing" 400 "Idempotency-Key missing"
        "请求缺少防重复编号，请更新小程序后重试。" / "Send the header Idempotency-Key: 16 to 64 visible ASCII characters, new for each command.";
    IdempotencyKeyInvalid "idempotency.key_invalid" 400 "Invalid Idempotency-Key"
        "请求的防重复编号有误，请更新小程序后重试。" / "The header Idempotency-Key must hold 16 to 64 visible ASCII characters.";
    IdempotencyKeyReused "idempotency.key_reused" 422 "Idempotency-Key used for another request"
        "这个请求编号已用于其他操作，请返回后重新提交。" / "This Idempotency-Key was used with another body: make a new key for a new command.";
    IdempotencyInProgress "idempotency.in_progress" 409 "Still in progress"
        "正在处理，请稍等几秒再查看结果。" / "The first request with this key is still in progress: try again in a few seconds.";

    VersionRequired "version.required" 428 "If-Match required"
        "请刷新页面后再修改。" / "Send the header If-Match with the version that you read.";
    VersionMalformed "version.malformed" 400 "Malformed If-Match"
        "请刷新页面后再修改。" / "The header If-Match must hold one version number such as \"7\".";
    VersionStale "version.stale" 412 "Changed meanwhile"
        "内容已被他人修改，请刷新后再改。" / "Somebody else has changed this: read it again, then repeat your change.";

    ListBadCursor "list.bad_cursor" 422 "Invalid cursor"
        "列表已更新，请从头刷新。" / "The cursor is not valid: start again from the first page.";
    RateLimited "rate.limited" 429 "Too many requests"
        "操作太频繁，请稍后再试。" / "Too many requests: wait as long as Retry-After says.";
    ServerInternal "server.internal" 500 "Internal error"
        "系统出错了，请稍后再试；仍不行请把请求编号告诉管理员。" / "Something went wrong here: try again later, and tell the operator the request id if it stays.";
    ServerUnavailable "server.unavailable" 503 "Temporarily unavailable"
        "系统暂时繁忙，请稍后再试。" / "The service is not available for the moment: try again later.";
    ServerTimedOut "server.timed_out" 503 "Took too long"
        "处理超时，请稍后用同样的内容重试，不会重复提交。" / "This took too long: repeat it with the same Idempotency-Key, nothing is done twice.";
    ServerStorageFull "server.storage_full" 507 "Storage full"
        "系统存储空间不足，请联系管理员。" / "The storage is full: tell the operator.";

    OrganizationNotFound "organization.not_found" 404 "No such organization"
        "没有找到该党组织，请刷新后重试。" / "There is no such organization: choose from the list again.";
    OrganizationNameTaken "organization.name_taken" 409 "Name taken"
        "同一上级下已有同名党组织，请换一个名称。" / "The parent already has an organization of this name: choose another.";
    OrganizationParentInvalid "organization.parent_invalid" 409 "Invalid parent"
        "不能移到这个上级之下，请另选上级。" / "It cannot lie under this parent: choose another.";
    OrganizationNotEmpty "organization.not_empty" 409 "Not empty"
        "该党组织仍有下级或党员，请先转出。" / "It still has organizations or members: move them first.";

    MemberNotFound "member.not_found" 404 "No such member"
        "没有找到该党员，请刷新后重试。" / "There is no such member: choose from the list again.";
    MemberAlreadyListed "member.already_listed" 409 "Already on the roster"
        "花名册中已有这名党员，请核对。" / "This member is on the roster already: check the entry.";
    MemberHasLeft "member.has_left" 409 "Has left"
        "该党员已转出或离开，请核对花名册。" / "This member has left: check the roster.";
    MemberTransferInvalid "member.transfer_invalid" 409 "Invalid transfer"
        "不能这样转接组织关系，请核对支部和日期。" / "This transfer is not possible: check branch and day.";
    MemberOwnMatter "member.own_matter" 403 "Own matter"
        "不能决定与自己有关的事项，请由其他负责人办理。" / "Nobody decides on a matter of their own: somebody else in charge must.";
    MemberExemptionNotFound "member.exemption_not_found" 404 "No such exemption"
        "没有找到这条免考核记录，请刷新后重试。" / "There is no such exemption: refresh the list.";
    MemberExemptionOverlaps "member.exemption_overlaps" 409 "Exempt already"
        "这段时间已有免考核记录，请核对起止日期。" / "Another exemption covers some of these days: check the dates.";
    MemberExemptionEnded "member.exemption_ended" 409 "Ended already"
        "这条免考核记录已经结束，无需重复操作。" / "This exemption ends by then already: nothing is left to do.";

    PersonNotFound "person.not_found" 404 "No such person"
        "没有找到这个人，请刷新后重试。" / "There is no such person: choose from the list again.";
    RoleNotFound "role.not_found" 404 "No such role held"
        "此人没有担任这个职务，请刷新后重试。" / "This person does not hold this role there: refresh the list.";
    RoleAlreadyHeld "role.already_held" 409 "Role held already"
        "此人已担任这个职务，无需重复设置。" / "This person holds the role already: nothing is left to do.";
    RoleNotHere "role.not_here" 409 "Role not possible here"
        "这个职务不能设在该党组织，请另选职务或党组织。" / "This role cannot be held at this kind of organization: choose another.";
    RoleOwn "role.own" 403 "Own role"
        "不能给自己设置职务，请由其他管理员办理。" / "Nobody gives a role to themselves: another administrator must.";
    RoleLastAdministrator "role.last_administrator" 409 "Last administrator"
        "这是最后一名管理员，请先设置接任者。" / "This is the last administrator: name a successor first.";
    RebindingNotFound "rebinding.not_found" 404 "No such request"
        "没有找到这条换绑申请，请刷新后重试。" / "There is no such request: refresh the list.";
    RebindingDecided "rebinding.decided" 409 "Decided already"
        "这条换绑申请已经处理，请刷新后查看。" / "This request has been decided already: refresh and see the result.";
    RebindingOwn "rebinding.own" 403 "Own request"
        "不能审批自己的换绑申请，请由其他管理员办理。" / "Nobody decides on their own request: another administrator must.";
    RulebookNotFound "rulebook.not_found" 404 "No rule book in force"
        "这里还没有生效的积分管理台账，请联系镇管理员。" / "No rule book is in force here: ask the township administrator.";

    RulebookVersionNotFound "rulebook.version_not_found" 404 "No such version"
        "没有找到这一版台账，请刷新后重试。" / "There is no such version of a rule book: choose from the list again.";
    RulebookDraftNotFound "rulebook.draft_not_found" 404 "No such draft"
        "没有找到这份台账草稿，请刷新后重试。" / "There is no such draft: choose from the list again.";
    RulebookTooLarge "rulebook.too_large" 413 "Document too large"
        "台账文件不能超过 1 MiB（1048576 字节），请精简后再提交。" / "A rule book's document may have 1 MiB (1,048,576 bytes): shorten it and send it again.";
    RulebookDraftClosed "rulebook.draft_closed" 409 "Draft closed"
        "这份草稿已经采用或撤回，不能再改，请新建一份草稿。" / "This draft has been adopted or withdrawn: begin a new one.";
    RulebookNotChecked "rulebook.not_checked" 409 "Not checked"
        "这份草稿还没有通过检查，请先检查并改正所有问题。" / "This draft has not passed its check: check it and mend what the check names.";
    RulebookCheckOutdated "rulebook.check_outdated" 409 "Another version was adopted meanwhile"
        "检查之后已有另一版台账被采用，请核对后重新检查，再决定是否采用。" / "Another version was adopted since the check: look at it, check the draft again, then decide.";
    RulebookAlreadyAdopted "rulebook.already_adopted" 409 "Adopted already"
        "这份草稿已经采用，无需重复操作。" / "This draft has been adopted already: nothing is left to do.";
    RulebookFlawed "rulebook.flawed" 422 "Document with flaws"
        "台账文件有问题，请按提示逐条改正。" / "The document has flaws: mend what the list names.";
    RulebookInThePast "rulebook.in_the_past" 409 "In the past"
        "生效日期太早：已经计分的不再重算，请改为更晚的日期。" / "The day is too early: nothing in the past is scored anew. Choose a later day.";
    RulebookBackwards "rulebook.backwards" 409 "Before the newest version"
        "生效日期要晚于最新一版的生效日期，请修改。" / "The day must come after that of the newest version: choose a later one.";
    RulebookTooFarAhead "rulebook.too_far_ahead" 409 "Too far ahead"
        "生效日期最晚到明年年底，请修改。" / "The day must not lie beyond the end of next year: choose an earlier one.";
    RulebookWithinYear "rulebook.within_year" 409 "Changes with a year only"
        "公示周期、基础分周期和积分归属只能从 1 月 1 日起变更，请改为 1 月 1 日生效。" / "Closing unit, base period and by whom totals are kept change on 1 January only: choose that day.";
    RulebookTooManyMembers "rulebook.too_many_members" 422 "Too many members to try it on"
        "试算最多 5000 名党员，请只选一个乡镇或支部。" / "A draft is tried on 5,000 members at most: name one township or branch.";

    RosterUnreadable "roster.unreadable" 422 "Unreadable roster"
        "无法读取花名册，请上传 xlsx 文件。" / "The roster cannot be read: upload an xlsx file.";
    RosterRowsInvalid "roster.rows_invalid" 422 "Rows with faults"
        "花名册有错误的行，请按提示修改后重新导入。" / "Some rows have faults: correct what the list names and import again.";
    RosterNeedsDecision "roster.needs_decision" 409 "Needs a decision"
        "有同名或换支部的党员，请逐一确认。" / "Some rows match more than one person or another branch: decide each of them.";

    GridNotFound "grid.not_found" 404 "No such grid"
        "没有找到该网格，请刷新后重试。" / "There is no such grid: choose from the list again.";
    GridNameTaken "grid.name_taken" 409 "Name taken"
        "该党组织已有同名网格，请换一个名称。" / "The organization already has a grid of this name: choose another.";
    GridParentInvalid "grid.parent_invalid" 409 "Invalid parent"
        "微网格只能设在同一党组织的网格之下，请另选上级网格。" / "A micro-grid lies in a grid of the same organization: choose another.";
    GridMoveInvalid "grid.move_invalid" 409 "Invalid move"
        "有党员在这一天或之后已编入其他网格，请核对日期。" / "A member was placed in another grid on that day or later: check the day.";

    GridLeaderNotFound "grid_leader.not_found" 404 "No such leadership"
        "没有找到这条网格长记录，请刷新后重试。" / "There is no such leadership of a grid: refresh the list.";
    GridLeaderOwn "grid_leader.own" 403 "Own leadership"
        "不能确认或结束自己的网格长任职，请由其他负责人办理。" / "Nobody confirms or ends their own leadership: somebody else must.";
    GridLeaderAlreadyRecommended "grid_leader.already_recommended" 409 "Recommended already"
        "这个人已被推荐，正等支部确认，无需重复推荐。" / "This person was recommended and waits for the branch: nothing is left to do.";
    GridLeaderTaken "grid_leader.taken" 409 "The grid has a leader"
        "该网格已有网格长，请先结束其任职再确认。" / "The grid has a leader: end that leadership first.";
    GridLeaderDecided "grid_leader.decided" 409 "Decided already"
        "这次推荐已经办理，请刷新后查看。" / "This recommendation was decided already: refresh and look again.";
    GridLeaderEnded "grid_leader.ended" 409 "Ended already"
        "这条网格长任职已经结束，请刷新后查看。" / "This leadership has ended already: refresh and look again.";
    GridLeaderConfirmed "grid_leader.confirmed" 409 "The leader was confirmed"
        "网格长已经支部确认，更换请先结束任职，再推荐和确认。" / "The leader was confirmed: to change it, end the leadership, then recommend and confirm another.";
    GridLeaderNoMember "grid_leader.no_member" 409 "No member there"
        "这个人不是该网格所在党组织的党员，请改选身份。" / "This person is no member of a branch there: choose another capacity.";
    GridLeaderMayNotCheck "grid_leader.may_not_check" 403 "The leader checks no posts"
        "支部没有委托网格长检查岗位，请联系支部书记。" / "The branch has not let this leader check posts: ask the secretary.";

    PostNotFound "post.not_found" 404 "No such post"
        "没有找到该岗位，请刷新后重试。" / "There is no such post: choose from the list again.";
    PostClosed "post.closed" 409 "Post closed"
        "该岗位已停止认领，请选择其他岗位。" / "The post takes nobody any more: choose another.";
    PostNotEligible "post.not_eligible" 403 "Not for this member"
        "该岗位不面向这名党员所在的支部或网格，请选择其他岗位。" / "The post is for another branch or grid: choose another.";
    PostFull "post.full" 409 "No places left"
        "该岗位名额已满，请选择其他岗位。" / "All places of the post are taken: choose another.";
    PostAlreadyHeld "post.already_held" 409 "Held already"
        "这名党员已认领或担任该岗位，无需重复办理。" / "The member has claimed or holds this post already: nothing is left to do.";
    PostOwn "post.own" 403 "Own post"
        "不能办理自己的岗位，请由其他负责人办理。" / "Nobody confirms, ends or checks their own post: somebody else must.";
    PostPlacesBelowTaken "post.places_below_taken" 409 "Places below those taken"
        "名额不能少于已认领人数，请改大名额。" / "The places cannot be fewer than those taken: raise them.";
    PostHoldingNotFound "post.holding_not_found" 404 "No such holder"
        "没有找到这条任岗记录，请刷新后重试。" / "There is no such holder of a post: refresh the list.";
    PostHoldingEnded "post.holding_ended" 409 "Ended already"
        "这条任岗记录已经结束，请刷新后查看。" / "This has ended already: refresh and look again.";
    PostWrongPeriod "post.wrong_period" 409 "Another kind of period"
        "该岗位不按这种周期检查，请按月度或季度重新选择。" / "The post is checked for another kind of period: choose a month or quarter as it says.";
    PostPeriodNotBegun "post.period_not_begun" 409 "Not begun"
        "这个周期还没有开始，请到期后再检查。" / "The period has not begun: check it once it has.";
    PostNotHeld "post.not_held" 409 "Not held in the period"
        "这名党员在该周期没有担任此岗位，请核对周期。" / "The member did not hold the post in that period: check the period.";
    PostAlreadyChecked "post.already_checked" 409 "Checked already"
        "该周期已经检查，有误请冲正所得积分。" / "The period has been checked already: what it paid in error is reversed.";
    PostNoItem "post.no_item" 409 "No item to score under"
        "现行台账没有这个岗位的加分项目，请核对台账。" / "The rule book in force has no item for this post and member: check the rule book.";
    PostPointsOutOfRange "post.points_out_of_range" 422 "Points outside the item's range"
        "分值超出该项目的范围，请按台账修改。" / "The points lie outside the item's range: correct them by the rule book.";

    ContactCardNotFound "contact_card.not_found" 404 "No contact card"
        "还没有填写连心卡，请任岗党员先填写。" / "There is no contact card yet: its holder writes it first.";

    InviteNotFound "invite.not_found" 404 "No such invite"
        "邀请码不正确，请核对或请书记重发。" / "There is no such invite code: check it or ask for a new one.";
    InviteExpired "invite.expired" 410 "Invite expired"
        "邀请码已过期，请书记重发。" / "The invite code has expired: ask for a new one.";
    InviteUsed "invite.used" 409 "Invite used"
        "邀请码已被使用，请书记重发。" / "The invite code has been used: ask for a new one.";

    BindAlreadyBound "bind.already_bound" 409 "Already bound"
        "这个微信号已绑定党员身份，无需重复绑定。" / "This account is bound already: nothing is left to do.";
    BindAccountOfAnother "bind.account_of_another" 409 "Account of another person"
        "这个微信号属于或曾属于另一个人，请用本人的微信号绑定。" / "This account is or was another person's: bind with your own WeChat account.";
    BindMemberTaken "bind.member_taken" 409 "Bound to another account"
        "该党员已绑定其他微信号，请联系书记换绑。" / "This person is bound to another account: ask the secretary to re-bind.";
    BindNoMatch "bind.no_match" 404 "No match on the roster"
        "花名册中没有这个手机号，请联系书记或使用邀请码。" / "The roster has no such phone number: ask the secretary or use an invite code.";
    BindAmbiguous "bind.ambiguous" 409 "More than one match"
        "这个手机号对应多名党员，请使用邀请码绑定。" / "This phone number belongs to several members: bind with an invite code.";
    BindApprovalPending "bind.approval_pending" 409 "Waiting for approval"
        "换绑申请正等待书记同意，请稍候。" / "The secretary has yet to approve the re-binding: wait for it.";

    TaskNotFound "task.not_found" 404 "No such task"
        "没有找到该任务，请刷新任务列表。" / "There is no such task: refresh the list.";
    TaskNotPublished "task.not_published" 409 "Not published"
        "任务还没有发布，请等发布后再领办。" / "The task is not published: wait until it is.";
    TaskClosed "task.closed" 409 "Task closed"
        "任务已结束，请选择其他任务。" / "The task has ended: choose another.";
    TaskQuotaExhausted "task.quota_exhausted" 409 "No places left"
        "名额已满，请选择其他任务。" / "All places are taken: choose another task.";
    TaskNotEligible "task.not_eligible" 403 "Not for this member"
        "这个任务不面向您的支部或类别，请选择其他任务。" / "This task is for another branch or category: choose another.";
    TaskClaimDeadlinePassed "task.claim_deadline_passed" 409 "Claiming has ended"
        "领办时间已过，请选择其他任务。" / "Claiming has ended: choose another task.";
    TaskItemChanged "task.item_changed" 409 "The rule book has changed"
        "台账已更新，该项目已停用或分值有变，请按现行台账另建任务。" / "The rule book has changed and the item is retired or worth other points: make a new task under the one in force.";
    TaskQuotaBelowClaims "task.quota_below_claims" 409 "Quota below claims"
        "名额不能少于已领办人数，请改大名额。" / "The quota cannot be below the claims made: raise it.";
    TaskPointsOutOfRange "task.points_out_of_range" 422 "Points outside the item's range"
        "分值超出该项目的范围，请按台账修改。" / "The points lie outside the item's range: correct them by the rule book.";
    TaskWrongState "task.wrong_state" 409 "Not possible now"
        "任务当前状态不能这样操作，请刷新后查看。" / "The task's state does not permit this: refresh and look again.";

    TaskNoRuleBook "task.no_rule_book" 409 "No rule book in force"
        "还没有生效的积分管理台账，请先采用一份。" / "No rule book is in force here: adopt one first.";

    ClaimNotFound "claim.not_found" 404 "No such claim"
        "没有找到这条领办记录，请刷新后重试。" / "There is no such claim: refresh the list.";
    ClaimAlreadyMade "claim.already_made" 409 "Claimed already"
        "您已领办过这个任务，请在“我的任务”中查看。" / "You have claimed this task already: see your claims.";
    ClaimWrongState "claim.wrong_state" 409 "Not possible now"
        "这条记录当前不能这样操作，请刷新后查看。" / "The claim's state does not permit this: refresh and look again.";
    ClaimOverdue "claim.overdue" 409 "Overdue"
        "已超过完成期限，名额已释放，请重新领办或联系书记。" / "The deadline has passed and the place is free again: claim anew or ask the secretary.";
    ClaimEvidenceMissing "claim.evidence_missing" 422 "Evidence missing"
        "请按任务要求上传照片或说明。" / "Add the evidence that the task asks for.";

    ClaimDeedInFuture "claim.deed_in_future" 422 "Deed in the future"
        "做事的日期不能在今天以后，请修改。" / "The day of the deed lies in the future: correct it.";
    ClaimDeedBeforeTask "claim.deed_before_task" 422 "Deed before the task"
        "做事的日期早于任务发布的日期，请修改。" / "The day of the deed lies before the task was published: correct it.";

    ReviewReasonMissing "review.reason_missing" 422 "Reason missing"
        "给分与任务不同，请写明理由。" / "Points that differ from the task's want a reason: write it.";
    ReviewOwnClaim "review.own_claim" 403 "Own claim"
        "不能审核自己的任务，请由其他审核人办理。" / "Nobody reviews their own claim: another reviewer must.";
    ReviewAlreadyDecided "review.already_decided" 409 "Decided already"
        "这条记录已经审核，请刷新后查看结果。" / "This has been decided already: refresh and see the result.";
    ReviewPointsOutOfRange "review.points_out_of_range" 422 "Points outside the task's range"
        "给分超出任务的范围，请修改。" / "The points lie outside the task's range: correct them.";

    DeclarationNotFound "declaration.not_found" 404 "No such declaration"
        "没有找到这条申报，请刷新后重试。" / "There is no such declaration: refresh the list.";
    DeclarationWrongState "declaration.wrong_state" 409 "Not possible now"
        "这条申报已经办理或撤回，请刷新后查看。" / "This declaration is decided or taken back: refresh and look again.";
    DeclarationOwn "declaration.own" 403 "Own declaration"
        "不能登记自己的申报，请由支部其他负责人或乡镇办理。" / "Nobody decides on their own declaration: another reviewer or the township must.";
    DeclarationInFuture "declaration.in_future" 422 "Deed in the future"
        "做事的日期不能在今天以后，请修改。" / "The day of the deed lies in the future: correct it.";
    DeclarationNotMemberThen "declaration.not_member_then" 422 "No member on that day"
        "该党员在这一天不属于本组织，请核对日期。" / "The member did not belong on that day: check the day.";
    DeclarationItemMissing "declaration.item_missing" 422 "Item missing"
        "请选择计分项目后再登记。" / "Choose the item that it counts under, then register it.";
    DeclarationItemUnfit "declaration.item_unfit" 422 "Item does not fit"
        "这个项目不能这样登记，请另选项目。" / "This item cannot be entered like that: choose another.";
    DeclarationPointsUnfit "declaration.points_unfit" 422 "Points do not fit"
        "分值不符合项目规定，请修改。" / "The points do not fit the item: correct them.";
    DeclarationQuantityUnfit "declaration.quantity_unfit" 422 "Quantity does not fit"
        "数量不符合项目规定，请修改。" / "The quantity does not fit the item: correct it.";
    DeclarationEvidenceMissing "declaration.evidence_missing" 422 "Evidence missing"
        "这个项目需要照片，请补充后再提交。" / "This item needs a photo: add one.";
    DeclarationReasonMissing "declaration.reason_missing" 422 "Reason missing"
        "给分高于最低分，请写明理由。" / "More than the least wants a reason: write it.";

    ReportPeriodUnfit "report.period_unfit" 422 "Not a quarter to report on"
        "只能汇报本季度或刚结束的季度，请修改季度或日期。" / "A report is for the running quarter or the one just ended: correct the quarter or the day.";
    ReportAlreadyMade "report.already_made" 409 "Reported already"
        "这个季度已经汇报，请在“我的申报”中查看。" / "This quarter has its report already: see the declarations.";

    MessageNotFound "message.not_found" 404 "No such message"
        "没有找到这条消息，请刷新后重试。" / "There is no such message: refresh the list.";

    AwayNotFound "away.not_found" 404 "No such time away"
        "没有找到这条外出记录，请刷新后重试。" / "There is no such time away: refresh the list.";
    AwayAlready "away.already" 409 "Away already"
        "该党员已登记外出，请先登记返乡。" / "The member is away already: record the return first.";
    AwayOverlaps "away.overlaps" 409 "Overlaps another time away"
        "日期与以前的外出记录重叠，请修改。" / "The day lies inside another time away: correct it.";
    AwayAlreadyBack "away.already_back" 409 "Back already"
        "该党员已登记返乡，请刷新后查看。" / "The member is back already: refresh and look again.";
    AwayNotAwayThen "away.not_away_then" 422 "Not away on that day"
        "这一天该党员不在外出期间，请修改日期。" / "The member was not away on that day: correct the day.";
    AwayOwn "away.own" 403 "Own time away"
        "本人的外出联系记录请由联系人或支部其他同志填写。" / "Nobody records the contact with themselves: the liaison or somebody else of the branch must.";

    CareNotFound "care.not_found" 404 "No such entry"
        "没有找到这份关爱帮扶记录，请刷新后重试。" / "There is no such entry of the register: refresh the list.";
    CareAlready "care.already" 409 "On the list already"
        "该党员已在这份名单上，请打开原来的记录。" / "The member is on this list already: open the entry that goes on.";
    CareOwn "care.own" 403 "For oneself"
        "与本人有关的关爱帮扶请由支部其他同志或乡镇党委办理。" / "Nobody decides on what is for themselves: another of the branch or the township must.";
    CareEnded "care.ended" 409 "The entry has ended"
        "这份记录已经结束，请刷新后查看；需要时请另立一份。" / "The entry has ended: refresh, and make another if it is needed.";
    CareNotPaidFor "care.not_paid_for" 409 "A pairing is not paid for"
        "结对照看不从基金支出，请在关爱、激励或帮扶名单上登记。" / "A pairing is not paid for: put the member on one of the three lists.";
    CarePaymentNotFound "care.payment_not_found" 404 "No such payment"
        "没有找到这笔支出，请刷新账目后重试。" / "There is no such payment: refresh the statement.";
    CarePaymentOwn "care.payment_own" 403 "Paid by oneself"
        "本人经办的支出请由另一位管理员冲正。" / "Nobody takes back their own payment: another administrator must.";
    CarePaymentReversed "care.payment_reversed" 409 "Taken back already"
        "这笔支出已经冲正，请刷新账目后查看；需要时请重新支付。" / "The payment was taken back already: refresh the statement, and pay again if it is needed.";
    CareHelperOneself "care.helper_oneself" 422 "Looks after themselves"
        "不能由本人照看本人，请另选一位。" / "Nobody looks after themselves: choose somebody else.";
    CareHelperElsewhere "care.helper_elsewhere" 422 "Helper of another branch"
        "照看人应是本支部党员，请另选一位。" / "Who looks after a member belongs to the same branch: choose somebody else.";
    CareHelperOlder "care.helper_older" 422 "Helper is older"
        "照看人的年龄不能大于被照看的同志，请另选一位。" / "Who looks after a member is not older: choose somebody else.";
    CareHelperAway "care.helper_away" 409 "Helper is away"
        "这位同志正在外出，请另选一位。" / "The helper is away: choose somebody who is at home.";
    CareHelperFull "care.helper_full" 409 "Helper has enough to do"
        "这位同志已照看三人，请另选一位。" / "The helper looks after three already: choose somebody else.";
    CareFundNotFound "care_fund.not_found" 404 "No care fund here"
        "这里没有关爱帮扶基金，请选择乡镇党委。" / "There is no care fund here: choose the township.";
    CareFundNoShare "care_fund.no_share" 409 "No share was decided"
        "还没有确定党费划拨比例，请先登记会议决定。" / "No share of the dues was decided for this year: put the decision on record first.";
    CareFundShort "care_fund.short" 409 "Not enough left"
        "基金余额不足，请减少金额，或先划拨党费。" / "The fund holds less: pay less, or put in the share of the dues first.";
    MeetingNotFound "meeting.not_found" 404 "No such meeting"
        "没有找到这次组织生活，请刷新后重试。" / "There is no such meeting: refresh the list.";
    MeetingWrongState "meeting.wrong_state" 409 "Not possible now"
        "这次组织生活当前不能这样操作，请刷新后查看。" / "The meeting's state does not permit this: refresh and look again.";
    MeetingTooEarly "meeting.too_early" 409 "Too early"
        "还没到时间：当天才能开始签到，会议开始后才能结束签到。" / "It is too early: sign-in opens on the meeting's day and closes once it has begun.";
    MeetingNoQuorum "meeting.no_quorum" 409 "No quorum"
        "这次会议不作表决或到会人数不够，不能记录决议。" / "The meeting decides nothing, or too few with a vote were present: no decision can be recorded.";

    MinutesNotFound "minutes.not_found" 404 "No minutes"
        "还没有可以查看的会议记录，请稍后再看。" / "There are no minutes to read yet: look again later.";
    MinutesExist "minutes.exists" 409 "Minutes exist"
        "这次会议已有会议记录，请打开后修改。" / "The meeting has minutes already: open and change them.";
    MinutesConfirmed "minutes.confirmed" 409 "Minutes confirmed"
        "会议记录已确认，不能再改；有误请写更正。" / "The minutes are confirmed and do not change: correct them by an addendum.";
    MinutesDraft "minutes.draft" 409 "Minutes not confirmed"
        "会议记录还没有确认，请直接修改。" / "The minutes are still a draft: change them instead.";
    MinutesOwn "minutes.own" 403 "Chair and writer are one"
        "记录人和主持人不能是同一人，请由其他委员记录。" / "Whoever chaired the meeting cannot write its minutes: another of the committee must.";
    MinutesNotChair "minutes.not_chair" 403 "Not the chair"
        "会议记录由会议主持人确认，记录人不能自己确认。" / "The chair of the meeting confirms its minutes, and not who wrote them.";

    StatementNoLeader "statement.no_leader" 409 "Grid without a leader"
        "这个网格还没有网格长，请先登记网格长。" / "The grid has no leader yet: record one first.";

    AttendanceNotFound "attendance.not_found" 404 "No such attendance"
        "没有找到这条签到记录，请刷新后重试。" / "There is no such attendance record: refresh the list.";
    AttendanceWrongCode "attendance.wrong_code" 422 "Wrong sign-in code"
        "签到码不正确或已更换，请看现场屏幕上的新码再试。" / "The code is wrong or has changed: type the one that is shown now.";
    AttendanceTooManyTries "attendance.too_many_tries" 429 "Too many tries"
        "签到码试错太多，请五分钟后再试，或请书记点名登记。" / "Too many tries: wait five minutes, or ask the secretary to call the roll.";
    AttendanceNotExpected "attendance.not_expected" 403 "Not for this member"
        "这次组织生活不面向该党员，请核对参加人员。" / "The meeting is not for this member: check whom it is for.";
    AttendanceAlreadyPresent "attendance.already_present" 409 "Signed in already"
        "您已签到，无需重复。" / "You have signed in already: nothing is left to do.";
    AttendanceLeaveAsked "attendance.leave_asked" 409 "Leave asked already"
        "您已请过假，请等书记答复。" / "Leave was asked already: wait for the secretary's answer.";
    AttendanceWrongState "attendance.wrong_state" 409 "Not possible now"
        "这条签到记录当前不能这样操作，请刷新后查看。" / "The attendance record does not permit this: refresh and look again.";
    AttendanceNothingAsked "attendance.nothing_asked" 409 "Nothing to decide"
        "没有待办理的申请，请刷新后查看。" / "Nothing waits for a decision here: refresh and look again.";
    AttendanceNotAway "attendance.not_away" 403 "Not away"
        "只有登记外出的党员可以在外参加，请到现场签到。" / "Only who is on record as away takes part from away: sign in at the meeting.";
    AttendanceSettled "attendance.settled" 409 "Settled by an audit"
        "这次缺席已在季度审核中处理，请联系党支部委员会。" / "A quarterly audit has settled this absence: ask the branch committee.";
    AttendanceBadDay "attendance.bad_day" 422 "Wrong day"
        "补课日期应在会议当天到今天之间，请修改。" / "The day of the make-up study must lie between the meeting and today: correct it.";
    AttendanceOwn "attendance.own" 403 "Own attendance"
        "不能办理自己的考勤，请由其他管理员办理。" / "Nobody decides on their own attendance: another administrator must.";

    FileNotFound "file.not_found" 404 "No such file"
        "没有找到该照片，请重新上传。" / "There is no such file: upload it again.";
    FileUnsupported "file.unsupported" 415 "Unsupported picture"
        "只支持 JPEG、PNG、WebP 照片，请换一张。" / "Only JPEG, PNG and WebP pictures are taken: choose another.";
    FileTooLarge "file.too_large" 413 "File too large"
        "照片超过 10 MB，请压缩后再上传。" / "The file exceeds 10 MB: shrink it and upload again.";
    FileBroken "file.broken" 422 "Broken picture"
        "照片不完整或已损坏，请重新拍摄上传。" / "The picture is damaged or cut short: take it again.";
    FileTooManyUnclaimed "file.too_many_unclaimed" 409 "Too many uploads without a claim"
        "已上传的照片太多还没有提交，请先提交任务，或明天再传。" / "Too many uploaded pictures wait for a claim: hand in a claim with them first, or upload again tomorrow.";
    FileMissing "file.missing" 422 "No file in the upload"
        "没有收到照片，请重新选择照片后上传。" / "The upload must hold one file in the field named file: send it again.";
    FileTooManyPixels "file.too_many_pixels" 422 "Too many pixels"
        "照片尺寸过大，请降低分辨率后上传。" / "The picture has too many pixels: shrink it and upload again.";

    LedgerEntryNotFound "ledger.entry_not_found" 404 "No such entry"
        "没有找到这条积分流水，请刷新后重试。" / "There is no such entry: refresh the ledger.";
    LedgerAlreadyReversed "ledger.already_reversed" 409 "Reversed already"
        "这条流水已经冲正，无需重复操作。" / "This entry has been reversed already: nothing is left to do.";
    LedgerNotReversible "ledger.not_reversible" 409 "Not reversible"
        "这条流水不能冲正，请联系镇管理员。" / "This entry cannot be reversed: ask the township administrator.";

    LedgerAlreadyReinstated "ledger.already_reinstated" 409 "Reinstated already"
        "这条冲正已经恢复，无需重复操作。" / "This reversal has been mended already: nothing is left to do.";
    LedgerNotAReversal "ledger.not_a_reversal" 409 "Not a reversal"
        "只有冲正可以恢复，请选择冲正的那一条流水。" / "Only a reversal can be reinstated: choose the entry that reversed.";
    LedgerOwnEntry "ledger.own_entry" 403 "Own entry"
        "不能处理自己的积分流水，请由其他管理员办理。" / "Nobody corrects entries of their own: another administrator must.";
    LedgerClaimedAgain "ledger.claimed_again" 409 "Claimed again"
        "该党员已重新领办这个任务，恢复会重复计分，请审核新的领办。" / "The member has claimed the task again and would be paid twice: review the new claim.";
    LedgerNoBaseInPeriod "ledger.no_base_in_period" 409 "No base points for this period"
        "台账不按这种周期发放基础分，请选择台账规定的周期。" / "The rule book grants no base points for such a period: choose one that it names.";
    LedgerAlreadyWithheld "ledger.already_withheld" 409 "Withheld already"
        "该周期的基础分已决定不予发放，无需重复登记。" / "The base points of this period are withheld already: nothing is left to do.";
    LedgerWithholdingNotFound "ledger.withholding_not_found" 404 "No such decision"
        "没有找到这条不发基础分的决定，请刷新后重试。" / "There is no such decision: refresh the list.";
    LedgerWithholdingLifted "ledger.withholding_lifted" 409 "Lifted already"
        "这条决定已经解除，无需重复操作。" / "This decision has been lifted already: nothing is left to do.";

    CardInvalid "card.invalid" 422 "Not a points card"
        "这不是有效的积分卡，请让党员重新打开积分卡再扫。" / "This is no points card of this service: let the member open the card again.";
    CardExpired "card.expired" 409 "Card expired"
        "积分卡已过期，请让党员重新打开积分卡再扫。" / "The card has expired: let the member open it again and scan it anew.";
    CardUsed "card.used" 409 "Card used"
        "这张积分卡已经用过，请让党员重新打开积分卡再扫。" / "This card has been used already: let the member open it again and scan it anew.";
    CardScanNotFound "card.scan_not_found" 404 "No such scan"
        "没有找到这次扫码，请重新扫码。" / "There is no such scan: scan the card again.";

    EntryItemUnfit "entry.item_unfit" 422 "Item not to be entered so"
        "这个项目不能这样登记，请核对积分管理台账后重选项目。" / "The rule book has no such item in use, or it is not entered in this way: choose another.";
    EntryNotForCategory "entry.not_for_category" 409 "For other categories"
        "这个项目不面向该党员的类别，请换一个项目。" / "The item is for other categories of members: choose another.";
    EntryPointsInvalid "entry.points_invalid" 422 "Points outside the item's range"
        "请填写台账规定范围内的分值。" / "Give points within the item's range.";
    EntryQuantityInvalid "entry.quantity_invalid" 422 "Quantity missing or too large"
        "这个项目按数量计分，请填写合适的数量。" / "This item counts by quantity: give one that fits.";
    EntryReasonMissing "entry.reason_missing" 422 "Reason missing"
        "扣分需要写明理由，请补充后再提交。" / "A deduction wants a reason: write it.";

    ZeroingNotFound "zeroing.not_found" 404 "No such zeroing"
        "没有找到这次清零或否决，请刷新后重试。" / "There is no such zeroing or veto: refresh the list.";
    ZeroingLifted "zeroing.lifted" 409 "Lifted already"
        "这次清零或否决已经解除，请刷新后查看结果。" / "This zeroing or veto has been lifted already: refresh and see the result.";
    ZeroingItemUnfit "zeroing.item_unfit" 422 "No zeroing or veto item"
        "当天的积分管理台账中没有这个清零或一票否决项目，请重新选择。" / "The rule book in force that day has no such zeroing or veto item: choose another.";

    HelpCaseNotFound "help_case.not_found" 404 "No such help case"
        "没有找到这份帮教记录，请刷新后重试。" / "There is no such help case: refresh the list.";
    HelpCaseOwn "help_case.own" 403 "Own help case"
        "不能办理涉及自己的帮教，请由支部其他委员或乡镇办理。" / "Nobody decides on their own help case: another of the committee or the township must.";
    HelpCaseWrongState "help_case.wrong_state" 409 "Not in this state"
        "这份帮教的状态已经改变，请刷新后查看。" / "This help case is in another state by now: refresh and see.";
    HelpCaseFull "help_case.full" 409 "Too many steps"
        "这份帮教的记录已满，请结束后另行处理。" / "This help case holds as many steps as it can: close it.";
    HelpCasePeriodRunning "help_case.period_running" 409 "The period still runs"
        "这个周期还没有结束，请在周期结束后再提出建议。" / "The period still runs: gather proposals when it is over.";
    HelpCaseOwnHelper "help_case.own_helper" 422 "Own helper"
        "不能由本人帮教本人，请选择其他同志。" / "Nobody helps themselves: name somebody else.";
    HelpCaseNoHelper "help_case.no_helper" 409 "No helper named"
        "请先明确帮扶人，再办理转入。" / "Name a helper first, then transfer the member.";
    HelpCaseNotSpecial "help_case.not_special" 422 "Not a special branch"
        "只能转入标为内部管理的支部，请重新选择。" / "The branch must be one that is marked sensitive: choose another.";
    HelpCaseStillAway "help_case.still_away" 409 "In the special branch"
        "该党员在内部管理的支部，请先办理转回。" / "The member is in the special branch: bring them back first.";
    HelpCaseNotAway "help_case.not_away" 409 "Not in the special branch"
        "该党员不在内部管理的支部，无需转回。" / "The member is not in the special branch: nothing is left to do.";
    HelpCaseTooEarly "help_case.too_early" 409 "Before half a year"
        "转入不满半年，请满半年后再转回；确属错转请注明。" / "Half a year is not over: wait until it is; if the transfer was an error, say so.";
    HelpCaseNotPassed "help_case.not_passed" 409 "Not passed"
        "最近一次考察没有合格，请先考察登记，合格后再转回。" / "The last check was not passed: check again, and bring the member back once it is passed.";
    HelpCaseNoLetter "help_case.no_letter" 404 "No letter"
        "还没有整改函，请先登记。" / "There is no letter yet: record one first.";
    HelpCaseNoted "help_case.noted" 409 "Handed over already"
        "已经登记过移交，无需重复办理。" / "The hand-over is on record already: nothing is left to do.";

    PublicNotApproved "public.not_approved" 403 "Publication not approved"
        "该党组织还没有批准公开积分，请向党支部书记了解。" / "The organization has not approved publication yet: ask the branch secretary.";

    PeriodNotFound "period.not_found" 404 "No such period"
        "没有这个周期的数据，请选择其他周期。" / "There are no figures for this period: choose another.";
    PeriodClosed "period.closed" 409 "Period closed"
        "该周期已结账，请在当前周期登记。" / "This period is closed: record it in the current one.";

    DuesOwn "dues.own" 403 "Own dues"
        "不能登记自己的党费，请由支部其他登记人或镇管理员登记。" / "Nobody registers their own dues: somebody else of the branch or the township must.";
    DuesCredited "dues.credited" 409 "Credited already"
        "这笔党费已经计分，请先由镇管理员冲正那条流水，再修改登记。" / "These dues have been credited: have the township administrator reverse the entry, then correct the record.";
    DuesInAudit "dues.in_audit" 409 "Taken up by an audit"
        "这笔党费已列入季度审核，请在审核中说明并免予扣分。" / "These dues stand in a quarterly audit: excuse the line there and say why.";

    VillagerReportNotFound "villager_report.not_found" 404 "No such report"
        "没有找到这条群众反映，请刷新后重试。" / "There is no such report: refresh the list.";
    VillagerReportWeighed "villager_report.weighed" 409 "Weighed already"
        "这条群众反映已经核实处理，请刷新后查看。" / "This report has been weighed already: refresh and see the result.";
    VillagerReportOwn "villager_report.own" 403 "Own report"
        "不能处理自己反映的或反映自己的情况，请由其他委员或镇管理员办理。" / "Nobody weighs what they reported or what is about them: another of the committee or the township must.";
    VillagerReportTooManyOpen "villager_report.too_many_open" 409 "Too many open reports"
        "您还有多条反映正在核实，请等处理后再提交。" / "Several of your reports have yet to be weighed: wait for them, then send the next.";
    VillagerReportTooManyToday "villager_report.too_many_today" 409 "Too many reports today"
        "该党组织今天收到的反映已满，请明天再提交，或直接联系乡镇党委。" / "This organization takes no more reports today: send it tomorrow, or tell the township.";

    ContentNotFound "content.not_found" 404 "No such content"
        "没有找到这条内容，可能已经撤下，请刷新后重试。" / "There is no such content, or it was taken down: refresh the list.";
    ContentWrongState "content.wrong_state" 409 "Wrong state"
        "这条内容现在不能这样办理，请刷新后查看状态。" / "The content's state does not permit this: refresh and look again.";
    ContentOwn "content.own" 403 "Own content"
        "不能审批自己的内容，请由其他委员或镇管理员审批。" / "Nobody approves their own content: another of the committee or the township must.";
    ContentReasonMissing "content.reason_missing" 422 "Reason missing"
        "没有其他人可以审批，请写明自行发布的原因。" / "Nobody else can approve it: say why you do it yourself.";
    ContentNotAuthor "content.not_author" 403 "Not the author"
        "草稿由起草人修改和提交，您可以复制一份再改。" / "A draft is its author's to change and hand in: make a copy and change that.";
    ContentRemindedToday "content.reminded_today" 409 "Reminded today"
        "今天已经提醒过未读人员，请明天再提醒。" / "Who has not read it was reminded today: do it again tomorrow.";

    SuggestionNotFound "suggestion.not_found" 404 "No such suggestion"
        "没有找到这条意见建议，请核对回执号或刷新后重试。" / "There is no such suggestion: check the receipt code or refresh the list.";
    SuggestionWrongState "suggestion.wrong_state" 409 "Wrong state"
        "这条意见建议现在不能这样办理，请刷新后查看状态。" / "The suggestion's state does not permit this: refresh and look again.";
    SuggestionOwn "suggestion.own" 403 "Own suggestion"
        "不能办理自己提出的意见建议，请由其他委员或镇管理员办理。" / "Nobody answers their own suggestion: another of the committee or the township must.";
    SuggestionTooManyOpen "suggestion.too_many_open" 409 "Too many open suggestions"
        "您还有多条意见建议正在办理，请等答复后再提。" / "Several of your suggestions wait for an answer: send the next one after that.";
    SuggestionTooManyToday "suggestion.too_many_today" 409 "Too many suggestions today"
        "该党组织今天收到的意见建议已满，请明天再提，或直接联系乡镇党委。" / "This organization takes no more suggestions today: send it tomorrow, or tell the township.";

    StrangerTooManyToday "stranger.too_many_today" 409 "Too many from one network today"
        "您所在的网络今天提交的已到上限，请明天再提交、换一个网络提交，或当面告诉支部书记。" / "Your network has sent as much as one may today: send it tomorrow or by another network, or tell the secretary in person.";

    AuditNotFound "audit.not_found" 404 "No such audit"
        "没有找到这次季度审核，请刷新后重试。" / "There is no such quarterly audit: refresh the list.";
    AuditAlreadyOpened "audit.already_opened" 409 "Opened already"
        "该支部本季度的审核已经建立，请直接打开。" / "The branch has an audit of this quarter already: open that one.";
    AuditSigned "audit.signed" 409 "Signed already"
        "本季度审核已签字，不能再改；确有错误，请对相应流水办理冲正。" / "This audit has been signed and changes no more: reverse the entry in question instead.";
    AuditLineNotFound "audit.line_not_found" 404 "No such line"
        "没有找到审核中的这一条，请刷新后重试。" / "The audit has no such line: refresh the list.";
    AuditLineTwice "audit.line_twice" 409 "Proposed already"
        "这条流水已列入本次审核，无需重复提出。" / "This entry stands in the audit already: nothing is left to propose.";
    AuditOwnLine "audit.own_line" 403 "Own line"
        "不能决定涉及自己的事项，请由其他委员或镇管理员决定。" / "Nobody decides on a line about themselves: another of the committee or the township must.";
    AuditNoItem "audit.no_item" 409 "No item to deduct under"
        "台账中没有对应的扣分项目，请改为记录或免予扣分，或另提一条。" / "The rule book has no item for this deduction: note or excuse it, or propose another line.";
    AuditPointsOutOfRange "audit.points_out_of_range" 422 "Points outside the item's range"
        "扣分超出该项目的范围，请按台账修改。" / "The points lie outside the item's range: correct them by the rule book.";
    AuditPointsUnneeded "audit.points_unneeded" 422 "Points not taken"
        "这样决定不需要填写分值，请删去分值。" / "This decision takes no points: leave them out.";
    AuditUndecided "audit.undecided" 409 "Lines undecided"
        "还有事项没有决定，请逐条决定后再签字。" / "Some lines are undecided: decide each of them, then sign.";
    AuditNotGathered "audit.not_gathered" 409 "Something new to gather"
        "有新的情况还没有列入审核，请先刷新审核清单。" / "Something new has come up since: refresh the audit, decide, then sign.";
    AuditQuarterRunning "audit.quarter_running" 409 "The quarter still runs"
        "本季度还没有结束，请到季度最后一天或以后再签字。" / "The quarter still runs: sign on its last day or later.";
    AuditNoBase "audit.no_base" 409 "No base points to withhold"
        "该党员本期没有可取消的基础分，请核对流水。" / "The member has no base points of the period to withhold: check the ledger.";
    AuditEntryClosed "audit.entry_closed" 409 "The entry's unit is closed"
        "有一条流水所在周期已结账、尚未定案，请将该条改为记录，由异议程序处理。" / "An entry lies in a unit that is closed and not final: note that line instead, and decide it as an objection.";

    ShopNotFound "shop.not_found" 404 "No such shop"
        "没有找到这家先锋超市，请重新选择。" / "There is no such shop: choose another.";
    ShopClosed "shop.closed" 409 "Shop closed"
        "这家先锋超市已停业，请选择其他超市。" / "This shop is closed: choose another.";
    ShopWrongState "shop.wrong_state" 409 "Nothing to change"
        "先锋超市已是这个状态，请刷新后查看。" / "The shop is in this state already: refresh and see.";
    ShopOpenOrders "shop.open_orders" 409 "Open orders"
        "还有未领取的订单，请先发放，或选择一并取消并退分。" / "Some orders wait to be collected: hand them out first, or have them cancelled and refunded with the closing.";
    RewardNotFound "reward.not_found" 404 "No such reward"
        "没有找到这个奖品，请刷新后重新选择。" / "There is no such reward here: refresh and choose another.";
    RewardNotOffered "reward.not_offered" 409 "Not offered"
        "这个奖品现在不能兑换，请选择其他奖品。" / "This reward is not offered now: choose another.";
    RewardNotACoupon "reward.not_a_coupon" 409 "Not a coupon"
        "这个奖品不是电子券，没有券码，请选择电子券类奖品。" / "This reward is not a coupon and has no codes: choose one that is.";
    CouponNotFound "coupon.not_found" 404 "No such coupon"
        "没有找到这个券码，请刷新后重新选择。" / "There is no such coupon here: refresh and choose again.";
    CouponWrongState "coupon.wrong_state" 409 "Not free"
        "这个券码已发出或已停用，不能停用；已发出的请更换或退回。" / "This code was handed out or taken out before: replace or refund the order if it was handed out.";
    CouponReplaced "coupon.replaced" 409 "Another code now"
        "券码已更换，请刷新后重新查看。" / "The order has another code now: refresh and look again.";
    CouponUnreadable "coupon.unreadable" 422 "Unreadable file"
        "读不出这个文件，请另存为 .xlsx 或 UTF-8 编码的 .csv 后重新上传。" / "The file cannot be read: save it as .xlsx, or as .csv in UTF-8, and upload it again.";
    CouponRowsInvalid "coupon.rows_invalid" 422 "Rows with faults"
        "有的行不正确，没有导入，请按报告修改后重新上传。" / "Some rows are not right and nothing was imported: correct what the report names and send it again.";
    OrderOwn "order.own" 403 "Own order"
        "自己的兑换不能由本人处理，请其他管理员办理。" / "Nobody decides on their own order: ask another administrator.";
    RewardWrongState "reward.wrong_state" 409 "Not possible in this state"
        "奖品当前状态不能这样操作，请刷新后重试。" / "This is not possible in the reward's state: refresh and see.";
    RewardBelowThreshold "reward.below_threshold" 409 "Too few points of the year"
        "今年积分还没有达到兑换条件，请继续努力。" / "This takes more points of the year: earn some more first.";
    RewardGradeTooLow "reward.grade_too_low" 409 "Grade does not suffice"
        "上期等次没有达到兑换条件，请选择其他奖品。" / "Your last grade does not suffice for this reward: choose another.";
    RewardLimitReached "reward.limit_reached" 409 "Limit reached"
        "您已达到这个奖品的限兑数量，请选择其他奖品。" / "You have as many of this reward as one may have: choose another.";
    RewardOutOfStock "reward.out_of_stock" 409 "Out of stock"
        "这个奖品已经兑完，请选择其他奖品或等待补货。" / "None is left: choose another reward, or wait for more.";
    StockNotFound "stock.not_found" 404 "Never received"
        "这家超市没有这个奖品的库存记录，请先登记入库。" / "The shop has no stock of this reward on record: record its receipt first.";
    StockBelowReserved "stock.below_reserved" 409 "Fewer than reserved"
        "盘点数少于已预订的数量，请先取消相应订单。" / "Fewer were counted than are reserved: cancel orders first.";
    StockReasonMissing "stock.reason_missing" 422 "Reason missing"
        "盘点有差异，请写明原因。" / "What was counted differs from the record: write why.";
    OrderNotFound "order.not_found" 404 "No such order"
        "没有找到这个订单，请刷新后重试。" / "There is no such order: refresh the list.";
    OrderWrongState "order.wrong_state" 409 "Order has ended"
        "这个订单已经结束，请刷新后查看结果。" / "This order has ended: refresh and see how.";
    OrderCodeUnknown "order.code_unknown" 404 "Unknown code"
        "没有这个提货码，请核对后重新输入。" / "There is no such pickup code: check it and type it again.";
    OrderOtherShop "order.other_shop" 409 "Another shop's"
        "这是其他超市的提货码，请党员到下单时选择的超市领取。" / "This code is for another shop: send the member there.";
    OrderFulfilledAlready "order.fulfilled_already" 409 "Handed out already"
        "这份奖品已经领走，不能重复领取。" / "This was handed out already: hand out nothing more.";
    OrderExpired "order.expired" 409 "Expired"
        "订单已过领取期限，兑换分会退回，请党员重新兑换。" / "The order has expired and the points go back: let the member order again.";
    OrderOwnPickup "order.own_pickup" 403 "Own order"
        "不能给自己发放，请由其他管理员或镇管理员发放。" / "Nobody hands out to themselves: another keeper or the township administrator must.";
    OrderPinWrong "order.pin_wrong" 409 "PIN wrong or missing"
        "代领密码不对，请向党员本人核对后再输入。" / "The PIN is missing or wrong: ask the member and type it again.";
    OrderPinLocked "order.pin_locked" 409 "PIN locked"
        "代领密码输错次数过多，已锁定，请党员本人来领取。" / "The PIN was wrong too often and is locked: the member must come in person.";
    OrderRelationMissing "order.relation_missing" 422 "Relation missing"
        "代领请写明与党员的关系。" / "Write how who collects is related to the member.";
    OrderDayInvalid "order.day_invalid" 422 "Not on that day"
        "发放日期早于下单日期，请核对名单。" / "This was ordered after that day: check the list.";
    OrderTooManyTries "order.too_many_tries" 429 "Too many unknown codes"
        "提货码输错次数过多，请一小时后再试，或由其他管理员办理。" / "Too many unknown codes: try again in an hour, or let another keeper try.";
    PledgeNotFound "pledge.not_found" 404 "No such pledge"
        "没有找到这项承诺，请刷新后重试。" / "There is no such pledge: refresh the list.";
    PledgeMade "pledge.made" 409 "Pledged already"
        "您本年度已经承诺，请查看已有的承诺；有进展可以记录践诺情况。" / "You have pledged for this year already: see that pledge, and note how you keep it.";
    PledgeShown "pledge.shown" 409 "Shown already"
        "这项承诺已经亮诺，无需重复操作。" / "This pledge is shown already: nothing is left to do.";
    PledgeOwn "pledge.own" 403 "Own pledge"
        "自己的承诺不能由自己亮诺，请由镇管理员办理。" / "Nobody shows their own pledge: the township's administrator must.";

    AppraisalNotFound "appraisal.not_found" 404 "No such appraisal"
        "没有找到这次评议，请刷新后重试。" / "There is no such appraisal: refresh the list.";
    AppraisalExists "appraisal.exists" 409 "Made already"
        "该支部本年度已有同类评议，请直接打开；确需重来，请先取消原来的。" / "The branch has such an appraisal of the year: open that one, or cancel it first.";
    AppraisalWrongState "appraisal.wrong_state" 409 "Not in this state"
        "评议当前的状态不能这样操作，请刷新后查看。" / "The appraisal does not stand where this can be done: refresh it.";
    AppraisalNobody "appraisal.nobody" 409 "Nobody to be judged"
        "没有可以评议的党员：评诺只评已经亮诺的承诺，请先亮诺。" / "There is nobody to be judged: pledges are judged once they are shown; show them first.";
    AppraisalMemberNotFound "appraisal.member_not_found" 404 "Not in this appraisal"
        "名单中没有这位党员，请刷新评议名单。" / "This member is not in the appraisal: refresh its list.";
    AppraisalNotYourVoice "appraisal.not_your_voice" 403 "Another's voice"
        "您不能以这种身份评议这位党员，请选择自己的身份。" / "This voice is not yours about this member: choose your own.";
    AppraisalOneself "appraisal.oneself" 403 "About oneself"
        "评议自己只能用自评，请选择自评。" / "About yourself you speak as self alone: choose that.";
    AppraisalOwnCount "appraisal.own_count" 403 "Own votes"
        "群众对自己的测评票不能由自己登记，请由镇管理员登记。" / "Nobody records the villagers' votes about themselves: the township's administrator must.";
    AppraisalOwnResult "appraisal.own_result" 403 "Own result"
        "评议已经截止，被评议人不能作废这次评议，请由镇管理员处理。" / "The votes are in: nobody who is judged by them cancels them; the township's administrator must.";
    AppraisalNotAway "appraisal.not_away" 409 "Not away"
        "这位党员不在外流动，或已记录返回，请刷新名单。" / "This member was not away as the appraisal opened, or the return is on record: refresh the list.";

    ProposalNotFound "proposal.not_found" 404 "No such list"
        "没有找到这份名单，请刷新后重试。" / "There is no such list: refresh.";
    ProposalSigned "proposal.signed" 409 "Signed already"
        "这份名单已经签字，不能再改；需要调整，请另拟一份新名单。" / "This list has been signed and changes no more: make a new one instead.";
    ProposalSuperseded "proposal.superseded" 409 "Another list came first"
        "拟定以后又有新的名单生效，请重新拟定再签字。" / "Another list has come into force since this one was made: make a new one and sign that.";
    ProposalOwnLine "proposal.own_line" 403 "Own line"
        "名单中有您本人，不能由您增删本人或签字，请由镇管理员办理。" / "You stand on this list: neither change your line nor sign; the township's administrator must.";
    ProposalLineNotFound "proposal.line_not_found" 404 "Not on the list"
        "名单中没有这个人，请刷新后重试。" / "This person is not on the list: refresh it.";
    ProposalLineTwice "proposal.line_twice" 409 "On the list already"
        "这个人已经在名单中，无需重复添加。" / "This person stands on the list already: nothing is left to add.";
    ProposalUnfit "proposal.unfit" 409 "Not for this list"
        "这个人不能列入这类名单：积极分子名单只列入党积极分子，其他名单只列党员。" / "This person does not fit such a list: activists stand on theirs, members on the others.";
    ProposalKeptOut "proposal.kept_out" 409 "Kept out"
        "名单中有人被一票否决或正在整改帮教，请先从名单中删去。" / "Somebody is kept out by a veto or an open help case: strike them first.";

    LeaderboardNotFound "leaderboard.not_found" 404 "No such leaderboard"
        "没有这个排行榜，请重新选择。" / "There is no such leaderboard: choose another.";
    LeaderboardNoColours "leaderboard.no_colours" 404 "No colour board"
        "这里的积分台账没有设蓝黄红榜，请查看积分排行榜。" / "The rule book here has no colour board: see the leaderboard.";
    LeaderboardNotListed "leaderboard.not_listed" 404 "Not on this board"
        "您不在这个排行榜上，请选择所在支部的榜。" / "You are not on this board: choose your own branch's.";

    WalletNotEnough "wallet.not_enough" 409 "Not enough redemption points"
        "兑换分不够，请减少数量或选择别的奖品。" / "There are not enough redemption points: take less, or choose another reward.";
    WalletOrderEnded "wallet.order_ended" 409 "Handed out or given back already"
        "这笔兑换的兑换分已经结清，请刷新后查看。" / "The points of this order are settled already: refresh it.";
    FundNotFound "fund.not_found" 404 "No such fund"
        "该组织没有奖励经费，请选择其他村。" / "This organization has no fund: choose another.";
    FundNotEnough "fund.not_enough" 409 "The fund does not suffice"
        "该村奖励经费不够，请先核对经费再办理。" / "The village's fund does not suffice: check it first.";

    ExportTooLarge "export.too_large" 422 "Export too large"
        "导出的内容过多，请缩小范围后重试。" / "The export is too large: narrow it down.";
    ExportNamesForbidden "export.names_forbidden" 403 "Full names not permitted"
        "您不能导出完整姓名，请选择隐名导出。" / "Your role may not export full names: export masked ones.";

    CallNotFound "call.not_found" 404 "No such call"
        "没有找到这条电话记录，请刷新名单。" / "There is no such entry: read the call list again.";
    CallOver "call.over" 409 "Not on the call list any more"
        "这条电话已不在名单上，请刷新名单。" / "This entry is off the call list: read the list again.";

    WechatCodeInvalid "wechat.code_invalid" 401 "WeChat code not valid"
        "微信登录已失效，请重新登录。" / "WeChat does not accept this code any more: log in again.";
    WechatBlocked "wechat.blocked" 403 "Blocked by WeChat"
        "微信认为此账号有风险，请在微信中处理后再登录。" / "WeChat blocks this user: settle it in WeChat, then log in again.";
    WechatBusy "wechat.busy" 503 "WeChat busy"
        "微信繁忙，请稍后再试。" / "WeChat is busy: try again in a minute.";
    WechatUnavailable "wechat.unavailable" 503 "WeChat not reachable"
        "暂时连不上微信，请稍后再试。" / "WeChat cannot be reached: try again later.";

    ClosingNotFound "closing.not_found" 404 "No such closing"
        "没有找到这次结账，请返回列表刷新。" / "There is no such closing within your reach: load the list again.";
    ClosingNotOver "closing.not_over" 409 "The period is not over"
        "这个周期还没有结束，请在结束后的第二天再结账。" / "The period is not over: close it from the day after its last.";
    ClosingTooShort "closing.too_short" 422 "Shorter than the closing unit"
        "台账规定的结账周期更长，请按台账的周期结账。" / "The rule book closes longer periods: choose its closing unit.";
    ClosingEarlierFirst "closing.earlier_first" 409 "An earlier period comes first"
        "更早的周期还没有处理完，请先处理更早的周期。" / "An earlier period comes first: see the member period.";
    ClosingInsideFirst "closing.inside_first" 409 "A period inside comes first"
        "这个周期里面还有没处理完的周期，请先处理里面的周期。" / "A period that lies inside comes first: see the member period.";
    ClosingExists "closing.exists" 409 "Closed already"
        "这个周期已经结账，请在结账列表中查看。" / "The period is closed already: look for it in the list.";
    ClosingWrongState "closing.wrong_state" 409 "Wrong state"
        "现在不能做这一步，请刷新后看结账进行到哪里。" / "The closing is in another state: load it again and see the next step.";
    ClosingPublished "closing.published" 409 "Published already"
        "这次结果已经公示，不用再公示。" / "The edition is published already: nothing is left to do.";
    ClosingTermRuns "closing.term_runs" 409 "The term to object runs"
        "公示异议期还没有结束，请在期满后再办理。" / "Objections may still be made: go on when the term is over, see the member until.";
    ClosingEntryElsewhere "closing.entry_elsewhere" 422 "Not an entry of the period"
        "这条流水不在这个周期内，请核对后重新选择。" / "The entry does not count in the period: choose one that does.";
    EditionNotFound "edition.not_found" 404 "No such edition"
        "没有找到这一版公示，请返回公示列表刷新。" / "There is no such edition: load the list of notices again.";
    ClosingSettleFirst "closing.settle_first" 409 "Settle it first"
        "这个周期要结算兑换分，请办理结算，发放后自动定案。" / "The rule book settles this period: issue its settlement, which makes it final.";

    SettlementNotFound "settlement.not_found" 404 "No such settlement"
        "没有找到这次结算，请返回列表刷新。" / "There is no such settlement within your reach: load the list again.";
    SettlementNotInBook "settlement.not_in_book" 409 "The rule book settles nothing"
        "台账没有规定结算，请直接定案。" / "The rule book knows no settlement: make the period final instead.";
    SettlementOtherPeriod "settlement.other_period" 409 "Another kind of period is settled"
        "台账按另一种周期结算，请选择台账规定的周期。" / "The rule book settles another kind of period: choose a closing of that.";
    SettlementWrongState "settlement.wrong_state" 409 "Wrong state"
        "现在不能做这一步，请刷新后看结算进行到哪里。" / "The settlement is in another state: load it again and see the next step.";
    SettlementOutdated "settlement.outdated" 409 "The draft is out of date"
        "公示结果、经费或应扣回的分有变化，请撤回这份结算草案后重新测算。" / "Edition, fund or debts have changed since: withdraw the draft and run the settlement again.";
    SettlementSigned "settlement.signed" 409 "The settlement is signed"
        "这个周期的结算已签字，请等发放完成后办理冲正，多发的从下次结算扣回。" / "The settlement of this period is signed: reverse the entry when it is issued; what was too much is taken off the next.";
    ClosingObjectionsOpen "closing.objections_open" 409 "Objections are open"
        "还有异议没有处理完，请先处理全部异议。" / "Objections are undecided, see the member open: decide them all, then go on.";


    ModerationNotFound "moderation.not_found" 404 "No such check"
        "没有找到这条审核，请返回列表刷新。" / "There is no such check within your reach: load the list again.";
    ModerationOwn "moderation.own" 403 "Own text"
        "不能审核本人发布的内容，请由其他负责人审核。" / "Nobody decides on what they wrote: another of the branch or the township must.";
    ModerationChanged "moderation.changed" 409 "Changed since"
        "内容或审核状态已经变化，请刷新后重新查看。" / "The text or its state has changed since: load it again and read it.";
    ModerationReasonMissing "moderation.reason_missing" 422 "Reason missing"
        "没有其他人可以审核，请写明由本人审核的原因。" / "Nobody else can decide on it: say why you do it yourself.";
    ModerationInPlace "moderation.in_place" 409 "Nothing to hide"
        "这段文字已写入记录，不能在这里撤下，请到原处修改、取消或撤回。" / "The text is part of the record: change it, call it off or withdraw it where it stands.";
    ModerationWaiting "moderation.waiting" 409 "The text waits to be checked"
        "文字还没有通过内容安全审核，没有发出。其他负责人在“内容审核”中通过后，请再提交一次。" / "Content safety has not passed the text, so nothing was written. Send it again once it has: somebody else decides in the queue.";
    ModerationAuthorAway "moderation.author_away" 409 "Open the mini-program first"
        "微信只检测两小时内打开过小程序的人写的文字。请在手机上打开一次小程序后再提交，或请其他负责人在“内容审核”中通过。" / "WeChat looks only at texts of who opened the mini-program in the last two hours: open it on your phone and send this again, or let somebody else pass it in the queue.";
    ModerationRefused "moderation.refused" 422 "The text was refused"
        "这段文字未通过内容安全审核，请修改后再提交。" / "Content safety has refused this text: write it differently.";
    WechatPushRefused "wechat.push_refused" 403 "Not from WeChat"
        "签名不正确，消息未接收，请核对公众平台的消息推送设置。" / "The message is not signed by WeChat: compare token and key with its console.";

    ObjectionNotFound "objection.not_found" 404 "No such objection"
        "没有找到这条异议，请核对查询码，或返回列表刷新。" / "There is no such objection: check the receipt code, or load the list again.";
    ObjectionTermOver "objection.term_over" 409 "The term to object is over"
        "公示异议期已过，有疑问请直接联系党支部或乡镇党委。" / "The term to object is over: ask the branch or the township.";
    ObjectionOlderEdition "objection.older_edition" 409 "There is a newer edition"
        "这一版公示已经更正，请查看最新一版后再提出异议。" / "The edition was corrected since: read the newest, see the member editionId, and object to that.";
    ObjectionRowUnknown "objection.row_unknown" 422 "No such row"
        "公示名单上没有这个序号，请核对后重新填写。" / "The notice has no row of that number: check the organization and the number.";
    ObjectionMadeAlready "objection.made_already" 409 "Objected already"
        "您对这一行的异议正在处理，请等待答复；需要补充请先撤回再提。" / "Your objection to this row is being dealt with: wait for the answer, or withdraw it first.";
    ObjectionTooManyToday "objection.too_many_today" 409 "Too many objections today"
        "该支部今天收到的异议已满，请明天再提交，或直接联系乡镇党委。" / "No more objections about this branch are taken today: send it tomorrow, or tell the township.";
    ObjectionOwn "objection.own" 403 "Own points or objection"
        "不能处理与本人积分有关的异议或本人提出的异议，请由其他委员或乡镇党委办理。" / "Nobody decides on their own points or objection: another of the committee or the township must.";
    ObjectionWrongState "objection.wrong_state" 409 "Wrong state"
        "这条异议的状态已经变化，请刷新后查看。" / "The objection is in another state: load it again and see the next step.";
    ObjectionEntryElsewhere "objection.entry_elsewhere" 422 "An entry of another member"
        "这条流水不是该党员的，请核对后重新选择。" / "The entry is not of the member whose row it is: choose one that is.";

    PrivacyCorrectionNotFound "privacy.correction_not_found" 404 "No such request"
        "没有找到这条更正申请，请返回列表刷新。" / "There is no such request within your reach: load the list again.";
    PrivacyCorrectionWaits "privacy.correction_waits" 409 "A request waits already"
        "这一项的更正申请正在办理，请等待答复。" / "A request about this field waits already: wait for the answer.";
    PrivacyCorrectionDecided "privacy.correction_decided" 409 "Decided already"
        "这条更正申请已经办结，请刷新后查看。" / "The request is decided already: load it again.";
    PrivacyOwnCorrection "privacy.own_correction" 403 "Own request"
        "不能办理自己的更正申请，请由其他负责人或乡镇党委办理。" / "Nobody decides on their own request: another office holder or the township must.";
    PrivacyConsentNotFound "privacy.consent_not_found" 404 "No such consent"
        "没有找到这条同意记录，请返回列表刷新。" / "You have given no such consent: load the list again.";
    PrivacyClosureNotFound "privacy.closure_not_found" 404 "No closure"
        "没有可以办理的注销申请，请刷新后查看。" / "There is no closure to show or take back: load it again.";
    PrivacyClosureAsked "privacy.closure_asked" 409 "A closure is under way"
        "注销申请已经提交，正在办理，请等待办结。" / "A closure is under way already: wait until it is done, or take it back.";
    PrivacyHoldsRoles "privacy.holds_roles" 409 "Holds an office"
        "还担任职务，请先办理交接，再申请注销。" / "The person holds an office: hand it over first, then close the account.";
    PrivacyStillMember "privacy.still_member" 409 "Still a member"
        "党员关系还在支部，只能注销账号；请先办理组织关系转出或终止。" / "The person belongs to a branch: end the membership first; until then only the account can be closed.";
    CertificateNotFound "certificate.not_found" 404 "No such certificate"
        "没有查到这份档案或证明，请核对校验码后重试。" / "There is no such archive or proof: check the code and try again.";
    CertificateWithdrawn "certificate.withdrawn" 409 "Withdrawn already"
        "这份档案或证明已经作废，请重新开具。" / "The archive or proof was withdrawn already: issue another.";
}
