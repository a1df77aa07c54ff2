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

    RosterUnreadable "roster.unreadable" 422 "Unreadable roster"
        "无法读取花名册，请上传 xlsx 文件。" / "The roster cannot be read: upload an xlsx file.";
    RosterRowsInvalid "roster.rows_invalid" 422 "Rows with faults"
        "花名册有错误的行，请按提示修改后重新导入。" / "Some rows have faults: correct what the list names and import again.";
    RosterNeedsDecision "roster.needs_decision" 409 "Needs a decision"
        "有同名或换支部的党员，请逐一确认。" / "Some rows match more than one person or another branch: decide each of them.";

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

    PublicNotApproved "public.not_approved" 403 "Publication not approved"
        "该党组织还没有批准公开积分，请向党支部书记了解。" / "The organization has not approved publication yet: ask the branch secretary.";

    PeriodNotFound "period.not_found" 404 "No such period"
        "没有这个周期的数据，请选择其他周期。" / "There are no figures for this period: choose another.";
    PeriodClosed "period.closed" 409 "Period closed"
        "该周期已结账，请在当前周期登记。" / "This period is closed: record it in the current one.";

    LeaderboardNotFound "leaderboard.not_found" 404 "No such leaderboard"
        "没有这个排行榜，请重新选择。" / "There is no such leaderboard: choose another.";
    LeaderboardNotListed "leaderboard.not_listed" 404 "Not on this board"
        "您不在这个排行榜上，请选择所在支部的榜。" / "You are not on this board: choose your own branch's.";

    ExportTooLarge "export.too_large" 422 "Export too large"
        "导出的内容过多，请缩小范围后重试。" / "The export is too large: narrow it down.";
    ExportNamesForbidden "export.names_forbidden" 403 "Full names not permitted"
        "您不能导出完整姓名，请选择隐名导出。" / "Your role may not export full names: export masked ones.";

    WechatCodeInvalid "wechat.code_invalid" 401 "WeChat code not valid"
        "微信登录已失效，请重新登录。" / "WeChat does not accept this code any more: log in again.";
    WechatBlocked "wechat.blocked" 403 "Blocked by WeChat"
        "微信认为此账号有风险，请在微信中处理后再登录。" / "WeChat blocks this user: settle it in WeChat, then log in again.";
    WechatBusy "wechat.busy" 503 "WeChat busy"
        "微信繁忙，请稍后再试。" / "WeChat is busy: try again in a minute.";
    WechatUnavailable "wechat.unavailable" 503 "WeChat not reachable"
        "暂时连不上微信，请稍后再试。" / "WeChat cannot be reached: try again later.";
}
