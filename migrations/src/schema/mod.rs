//! The migrations, in the order in which they run. One change a file; numbers are never reused.

mod m0001_create_installation;
mod m0002_create_organizations;
mod m0003_index_organizations_by_path;
mod m0004_create_persons;
mod m0005_index_persons_by_phone_hash;
mod m0006_index_persons_by_township_id;
mod m0007_create_members;
mod m0008_index_members_by_township_id_roster_order;
mod m0009_index_members_by_person_id;
mod m0010_create_memberships;
mod m0011_index_memberships_by_branch_id_from_day;
mod m0012_create_accounts;
mod m0013_create_wechat_identities;
mod m0014_index_wechat_identities_by_account_id;
mod m0015_create_refresh_tokens;
mod m0016_index_refresh_tokens_by_family_id;
mod m0017_index_refresh_tokens_by_account_id;
mod m0018_create_role_grants;
mod m0019_index_role_grants_by_person_id;
mod m0020_index_role_grants_by_organization_id;
mod m0021_create_invites;
mod m0022_index_invites_by_person_id;
mod m0023_create_rebindings;
mod m0024_index_rebindings_by_organization_id_state;
mod m0025_create_rule_books;
mod m0026_create_tasks;
mod m0027_index_tasks_by_organization_id_state;
mod m0028_index_tasks_by_organization_path;
mod m0029_create_task_assignees;
mod m0030_index_task_assignees_by_member_id;
mod m0031_create_claims;
mod m0032_index_claims_by_member_id_claimed_at;
mod m0033_index_claims_by_task_id;
mod m0034_index_claims_by_review_organization_id_state_submitted_at;
mod m0035_index_claims_by_organization_path;
mod m0036_index_claims_by_state_due_at;
mod m0037_create_claim_events;
mod m0038_create_blobs;
mod m0039_create_files;
mod m0040_index_files_by_claim_id_position;
mod m0041_index_files_by_account_id_created_at;
mod m0042_index_files_by_content_hash;
mod m0043_create_member_ledger_heads;
mod m0044_create_ledger_entries;
mod m0045_index_ledger_entries_by_member_id_counts_on;
mod m0046_index_ledger_entries_by_organization_path_recorded_at;
mod m0047_index_ledger_entries_by_releases_id;
mod m0048_create_ledger_notes;
mod m0049_create_member_totals;
mod m0050_create_outbox;
mod m0051_index_outbox_by_topic_due_at;
mod m0052_create_idempotency_keys;
mod m0053_index_idempotency_keys_by_created_at;
mod m0054_create_audit_log;
mod m0055_index_audit_log_by_organization_path_at;
mod m0056_index_audit_log_by_subject_id_at;
mod m0057_add_quantity_to_ledger_notes;
mod m0058_add_unit_to_ledger_notes;
mod m0059_create_card_scans;
mod m0060_create_zeroings;
mod m0061_index_zeroings_by_member_id;
mod m0062_create_direct_entries;
mod m0070_create_rule_book_drafts;
mod m0071_index_rule_book_drafts_by_owner_path;
mod m0072_add_kind_to_rule_books;
mod m0073_add_base_id_to_rule_books;
mod m0074_add_root_owner_id_to_rule_books;
mod m0075_add_signatory_to_rule_books;
mod m0076_add_recomposed_to_rule_books;
mod m0080_create_declarations;
mod m0081_index_declarations_by_member_id_deed_on;
mod m0082_index_declarations_by_organization_path;
mod m0083_index_declarations_by_review_organization_id_state;
mod m0084_create_sittings;
mod m0085_add_declaration_id_to_files;
mod m0086_index_files_by_declaration_id_position;
mod m0087_create_aways;
mod m0088_index_aways_by_member_id;
mod m0089_index_aways_by_liaison_id;
mod m0090_create_meetings;
mod m0091_index_meetings_by_organization_path_starts_at;
mod m0092_index_meetings_by_organization_id_starts_at;
mod m0093_create_meeting_members;
mod m0094_create_attendances;
mod m0095_index_attendances_by_member_id_held_on;
mod m0096_index_attendances_by_branch_path_held_on;
mod m0097_create_sign_in_attempts;
mod m0100_create_dues;
mod m0101_index_dues_by_organization_id_period;
mod m0102_create_villager_reports;
mod m0103_index_villager_reports_by_organization_id_state;
mod m0104_index_villager_reports_by_account_id;
mod m0105_create_quarterly_audits;
mod m0106_create_audit_lines;
mod m0107_index_villager_reports_by_branch_id_state;
mod m0110_create_grids;
mod m0111_create_grid_members;
mod m0112_index_grid_members_by_grid_id;
mod m0113_create_posts;
mod m0114_index_posts_by_organization_path;
mod m0115_create_post_holdings;
mod m0116_index_post_holdings_by_post_id;
mod m0117_index_post_holdings_by_organization_path;
mod m0118_create_post_checks;
mod m0119_index_post_holdings_by_member_id;
mod m0120_create_exemptions;
mod m0121_index_exemptions_by_member_id_from_day;
mod m0122_create_base_withholdings;
mod m0123_index_base_withholdings_by_owner_id_period;
mod m0124_index_base_withholdings_by_member_id;
mod m0125_add_meeting_to_memberships;
mod m0126_create_hint_dismissals;
mod m0130_create_inbox_messages;
mod m0131_index_inbox_messages_by_person_id;
mod m0132_add_deliver_at_to_inbox_messages;
mod m0133_index_inbox_messages_by_deliver_at;
mod m0134_index_inbox_messages_by_read_at;
mod m0140_create_wallets;
mod m0141_create_wallet_lots;
mod m0142_index_wallet_lots_by_member_id;
mod m0143_create_wallet_movements;
mod m0144_index_wallet_movements_by_member_id_id;
mod m0145_create_funds;
mod m0146_create_fund_movements;
mod m0147_index_fund_movements_by_organization_id_id;
mod m0148_index_wallet_lots_by_expires_on;
mod m0150_create_shops;
mod m0151_index_shops_by_organization_path;
mod m0152_create_rewards;
mod m0153_index_rewards_by_organization_path;
mod m0154_create_stocks;
mod m0155_create_stock_movements;
mod m0156_index_stock_movements_by_shop_id_id;
mod m0157_create_orders;
mod m0158_index_orders_by_member_id_id;
mod m0159_index_orders_by_shop_id_state_id;
mod m0160_index_orders_by_organization_path;
mod m0161_index_orders_by_state_expires_at;
mod m0162_create_reward_uses;
mod m0163_create_pickup_tries;
mod m0165_create_help_cases;
mod m0166_create_help_steps;
mod m0167_index_help_steps_by_case_id_id;
mod m0168_index_help_cases_by_member_id;
mod m0169_index_help_cases_by_organization_path;
mod m0170_index_help_cases_by_carried_path;
mod m0171_index_help_cases_by_person_id;
mod m0172_index_help_cases_by_helper_id;
mod m0173_index_help_cases_by_state_remind_on;
mod m0175_create_pledges;
mod m0176_index_pledges_by_organization_path_year;
mod m0177_create_pledge_progress;
mod m0178_index_pledge_progress_by_pledge_id;
mod m0179_create_appraisals;
mod m0180_index_appraisals_by_organization_path;
mod m0181_create_appraisal_members;
mod m0182_create_appraisal_ratings;
mod m0183_create_appraisal_villager_counts;
mod m0184_create_proposals;
mod m0185_index_proposals_by_organization_path_kind;
mod m0186_create_proposal_lines;
mod m0190_create_settlements;
mod m0191_index_settlements_by_township_path;
mod m0192_create_settlement_funds;
mod m0193_create_settlement_lines;
mod m0194_index_settlement_lines_by_settlement_id_place;
mod m0195_index_settlement_lines_by_member_id;
mod m0196_create_over_issues;
mod m0197_index_over_issues_by_member_id;
mod m0198_index_over_issues_by_organization_path;
mod m0200_create_edition_publications;
mod m0201_index_edition_publications_by_closing_id;
mod m0205_create_objections;
mod m0206_index_objections_by_closing_id_state;
mod m0207_index_objections_by_review_path;
mod m0208_index_objections_by_objector_id;
mod m0210_create_coupon_codes;
mod m0211_index_coupon_codes_by_reward_id_state;
mod m0212_index_coupon_codes_by_state_valid_until;
mod m0213_add_low_mark_to_rewards;
mod m0215_create_closings;
mod m0216_create_editions;
mod m0217_create_edition_rows;
mod m0218_index_edition_rows_by_member_id;
mod m0219_index_editions_by_township_id_period;
mod m0230_create_consents;
mod m0231_index_consents_by_person_id;
mod m0232_create_text_checks;
mod m0233_index_text_checks_by_state_due_at;
mod m0240_create_grid_leaders;
mod m0241_index_grid_leaders_by_grid_id;
mod m0242_index_grid_leaders_by_person_id;
mod m0243_index_grid_leaders_by_state_until_day;
mod m0244_create_grid_notes;
mod m0245_index_grid_notes_by_grid_id;
mod m0246_create_grid_cards;
mod m0247_add_area_to_posts;
mod m0248_create_post_areas;
mod m0249_add_term_until_to_post_holdings;
mod m0250_index_post_holdings_by_state_term_until;
mod m0251_create_contact_cards;
mod m0260_create_contents;
mod m0261_index_contents_by_organization_id_state;
mod m0262_index_contents_by_organization_path;
mod m0263_index_contents_by_state_publish_at;
mod m0264_create_content_receipts;
mod m0265_index_content_receipts_by_member_id;
mod m0266_create_content_grams;
mod m0267_index_content_grams_by_content_id;
mod m0268_add_content_id_to_files;
mod m0269_index_files_by_content_id_position;
mod m0270_create_suggestions;
mod m0271_index_suggestions_by_review_path;
mod m0272_index_suggestions_by_person_id;
mod m0273_index_suggestions_by_state_due_on;
mod m0274_index_suggestions_by_organization_id_in_public;
mod m0280_create_wechat_events;
mod m0281_index_wechat_events_by_state_due_at;
mod m0282_index_wechat_events_by_received_at;
mod m0283_add_trace_id_to_text_checks;
mod m0284_index_text_checks_by_trace_id;
mod m0285_index_text_checks_by_organization_path;
mod m0300_create_subscriptions;
mod m0301_create_deliveries;
mod m0302_index_deliveries_by_platform_id;
mod m0303_index_deliveries_by_account_id;
mod m0304_create_calls;
mod m0305_index_calls_by_organization_path;
mod m0306_index_calls_by_member_id;
mod m0307_index_inbox_messages_by_created_at;
mod m0308_create_links;
mod m0309_create_code_pictures;
mod m0310_index_wechat_identities_by_open_id;
mod m0320_create_away_hosts;
mod m0321_index_away_hosts_by_organization_path;
mod m0322_create_away_notes;
mod m0323_index_away_notes_by_away_id_id;
mod m0324_create_away_contacts;
mod m0325_index_away_contacts_by_away_id_on_day;
mod m0326_create_away_liaisons;
mod m0327_index_away_liaisons_by_away_id_id;
mod m0328_add_reported_by_to_declarations;
mod m0329_create_care_entries;
mod m0330_index_care_entries_by_organization_path_kind;
mod m0331_index_care_entries_by_member_id;
mod m0332_index_care_entries_by_helper_person_id;
mod m0333_index_care_entries_by_state_due_on;
mod m0334_create_care_steps;
mod m0335_index_care_steps_by_care_id_id;
mod m0336_create_care_shares;
mod m0337_create_care_funds;
mod m0338_create_care_movements;
mod m0339_index_care_movements_by_organization_id_id;
mod m0340_create_assistances;
mod m0341_index_assistances_by_organization_path;
mod m0342_index_assistances_by_helper_id_person_id;
mod m0343_index_assistances_by_person_id;
mod m0344_create_assistance_acts;
mod m0345_index_assistance_acts_by_day_organization_path;
mod m0346_index_assistance_acts_by_subject_id;
mod m0347_create_handovers;
mod m0348_index_handovers_by_organization_path;
mod m0349_index_handovers_by_outgoing_id;
mod m0350_index_handovers_by_incoming_id;
mod m0351_create_desk_logins;
mod m0352_index_desk_logins_by_account_id;
mod m0353_index_desk_logins_by_expires_at;
mod m0354_add_ends_at_to_refresh_tokens;
mod m0360_add_remote_presence_to_meetings;
mod m0361_add_quorum_permille_to_meetings;
mod m0362_add_voters_to_meetings;
mod m0363_add_voters_present_to_meetings;
mod m0364_create_agenda_items;
mod m0365_create_meeting_links;
mod m0366_add_meeting_id_to_files;
mod m0367_index_files_by_meeting_id_position;
mod m0368_create_meeting_minutes;
mod m0369_create_meeting_decisions;
mod m0370_create_minutes_addenda;
mod m0371_index_minutes_addenda_by_meeting_id_id;
mod m0372_create_meeting_statements;
mod m0373_create_meeting_months;
mod m0374_index_ledger_entries_by_organization_path_counts_on;
mod m0380_create_corrections;
mod m0381_index_corrections_by_organization_path;
mod m0382_index_corrections_by_person_id;
mod m0383_create_closures;
mod m0384_index_closures_by_state_due_at;
mod m0385_index_closures_by_person_id;
mod m0386_create_guide_acceptances;
mod m0387_create_certificates;
mod m0388_index_certificates_by_member_id;

use sea_orm_migration::MigrationTrait;

pub(crate) fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        m0001_create_installation::step(),
        m0002_create_organizations::step(),
        m0003_index_organizations_by_path::step(),
        m0004_create_persons::step(),
        m0005_index_persons_by_phone_hash::step(),
        m0006_index_persons_by_township_id::step(),
        m0007_create_members::step(),
        m0008_index_members_by_township_id_roster_order::step(),
        m0009_index_members_by_person_id::step(),
        m0010_create_memberships::step(),
        m0011_index_memberships_by_branch_id_from_day::step(),
        m0012_create_accounts::step(),
        m0013_create_wechat_identities::step(),
        m0014_index_wechat_identities_by_account_id::step(),
        m0015_create_refresh_tokens::step(),
        m0016_index_refresh_tokens_by_family_id::step(),
        m0017_index_refresh_tokens_by_account_id::step(),
        m0018_create_role_grants::step(),
        m0019_index_role_grants_by_person_id::step(),
        m0020_index_role_grants_by_organization_id::step(),
        m0021_create_invites::step(),
        m0022_index_invites_by_person_id::step(),
        m0023_create_rebindings::step(),
        m0024_index_rebindings_by_organization_id_state::step(),
        m0025_create_rule_books::step(),
        m0026_create_tasks::step(),
        m0027_index_tasks_by_organization_id_state::step(),
        m0028_index_tasks_by_organization_path::step(),
        m0029_create_task_assignees::step(),
        m0030_index_task_assignees_by_member_id::step(),
        m0031_create_claims::step(),
        m0032_index_claims_by_member_id_claimed_at::step(),
        m0033_index_claims_by_task_id::step(),
        m0034_index_claims_by_review_organization_id_state_submitted_at::step(),
        m0035_index_claims_by_organization_path::step(),
        m0036_index_claims_by_state_due_at::step(),
        m0037_create_claim_events::step(),
        m0038_create_blobs::step(),
        m0039_create_files::step(),
        m0040_index_files_by_claim_id_position::step(),
        m0041_index_files_by_account_id_created_at::step(),
        m0042_index_files_by_content_hash::step(),
        m0043_create_member_ledger_heads::step(),
        m0044_create_ledger_entries::step(),
        m0045_index_ledger_entries_by_member_id_counts_on::step(),
        m0046_index_ledger_entries_by_organization_path_recorded_at::step(),
        m0047_index_ledger_entries_by_releases_id::step(),
        m0048_create_ledger_notes::step(),
        m0049_create_member_totals::step(),
        m0050_create_outbox::step(),
        m0051_index_outbox_by_topic_due_at::step(),
        m0052_create_idempotency_keys::step(),
        m0053_index_idempotency_keys_by_created_at::step(),
        m0054_create_audit_log::step(),
        m0055_index_audit_log_by_organization_path_at::step(),
        m0056_index_audit_log_by_subject_id_at::step(),
        m0057_add_quantity_to_ledger_notes::step(),
        m0058_add_unit_to_ledger_notes::step(),
        m0059_create_card_scans::step(),
        m0060_create_zeroings::step(),
        m0061_index_zeroings_by_member_id::step(),
        m0062_create_direct_entries::step(),
        m0070_create_rule_book_drafts::step(),
        m0071_index_rule_book_drafts_by_owner_path::step(),
        m0072_add_kind_to_rule_books::step(),
        m0073_add_base_id_to_rule_books::step(),
        m0074_add_root_owner_id_to_rule_books::step(),
        m0075_add_signatory_to_rule_books::step(),
        m0076_add_recomposed_to_rule_books::step(),
        m0080_create_declarations::step(),
        m0081_index_declarations_by_member_id_deed_on::step(),
        m0082_index_declarations_by_organization_path::step(),
        m0083_index_declarations_by_review_organization_id_state::step(),
        m0084_create_sittings::step(),
        m0085_add_declaration_id_to_files::step(),
        m0086_index_files_by_declaration_id_position::step(),
        m0087_create_aways::step(),
        m0088_index_aways_by_member_id::step(),
        m0089_index_aways_by_liaison_id::step(),
        m0090_create_meetings::step(),
        m0091_index_meetings_by_organization_path_starts_at::step(),
        m0092_index_meetings_by_organization_id_starts_at::step(),
        m0093_create_meeting_members::step(),
        m0094_create_attendances::step(),
        m0095_index_attendances_by_member_id_held_on::step(),
        m0096_index_attendances_by_branch_path_held_on::step(),
        m0097_create_sign_in_attempts::step(),
        m0100_create_dues::step(),
        m0101_index_dues_by_organization_id_period::step(),
        m0102_create_villager_reports::step(),
        m0103_index_villager_reports_by_organization_id_state::step(),
        m0104_index_villager_reports_by_account_id::step(),
        m0105_create_quarterly_audits::step(),
        m0106_create_audit_lines::step(),
        m0107_index_villager_reports_by_branch_id_state::step(),
        m0110_create_grids::step(),
        m0111_create_grid_members::step(),
        m0112_index_grid_members_by_grid_id::step(),
        m0113_create_posts::step(),
        m0114_index_posts_by_organization_path::step(),
        m0115_create_post_holdings::step(),
        m0116_index_post_holdings_by_post_id::step(),
        m0117_index_post_holdings_by_organization_path::step(),
        m0118_create_post_checks::step(),
        m0119_index_post_holdings_by_member_id::step(),
        m0120_create_exemptions::step(),
        m0121_index_exemptions_by_member_id_from_day::step(),
        m0122_create_base_withholdings::step(),
        m0123_index_base_withholdings_by_owner_id_period::step(),
        m0124_index_base_withholdings_by_member_id::step(),
        m0125_add_meeting_to_memberships::step(),
        m0126_create_hint_dismissals::step(),
        m0130_create_inbox_messages::step(),
        m0131_index_inbox_messages_by_person_id::step(),
        m0132_add_deliver_at_to_inbox_messages::step(),
        m0133_index_inbox_messages_by_deliver_at::step(),
        m0134_index_inbox_messages_by_read_at::step(),
        m0140_create_wallets::step(),
        m0141_create_wallet_lots::step(),
        m0142_index_wallet_lots_by_member_id::step(),
        m0143_create_wallet_movements::step(),
        m0144_index_wallet_movements_by_member_id_id::step(),
        m0145_create_funds::step(),
        m0146_create_fund_movements::step(),
        m0147_index_fund_movements_by_organization_id_id::step(),
        m0148_index_wallet_lots_by_expires_on::step(),
        m0150_create_shops::step(),
        m0151_index_shops_by_organization_path::step(),
        m0152_create_rewards::step(),
        m0153_index_rewards_by_organization_path::step(),
        m0154_create_stocks::step(),
        m0155_create_stock_movements::step(),
        m0156_index_stock_movements_by_shop_id_id::step(),
        m0157_create_orders::step(),
        m0158_index_orders_by_member_id_id::step(),
        m0159_index_orders_by_shop_id_state_id::step(),
        m0160_index_orders_by_organization_path::step(),
        m0161_index_orders_by_state_expires_at::step(),
        m0162_create_reward_uses::step(),
        m0163_create_pickup_tries::step(),
        m0165_create_help_cases::step(),
        m0166_create_help_steps::step(),
        m0167_index_help_steps_by_case_id_id::step(),
        m0168_index_help_cases_by_member_id::step(),
        m0169_index_help_cases_by_organization_path::step(),
        m0170_index_help_cases_by_carried_path::step(),
        m0171_index_help_cases_by_person_id::step(),
        m0172_index_help_cases_by_helper_id::step(),
        m0173_index_help_cases_by_state_remind_on::step(),
        m0175_create_pledges::step(),
        m0176_index_pledges_by_organization_path_year::step(),
        m0177_create_pledge_progress::step(),
        m0178_index_pledge_progress_by_pledge_id::step(),
        m0179_create_appraisals::step(),
        m0180_index_appraisals_by_organization_path::step(),
        m0181_create_appraisal_members::step(),
        m0182_create_appraisal_ratings::step(),
        m0183_create_appraisal_villager_counts::step(),
        m0184_create_proposals::step(),
        m0185_index_proposals_by_organization_path_kind::step(),
        m0186_create_proposal_lines::step(),
        m0190_create_settlements::step(),
        m0191_index_settlements_by_township_path::step(),
        m0192_create_settlement_funds::step(),
        m0193_create_settlement_lines::step(),
        m0194_index_settlement_lines_by_settlement_id_place::step(),
        m0195_index_settlement_lines_by_member_id::step(),
        m0196_create_over_issues::step(),
        m0197_index_over_issues_by_member_id::step(),
        m0198_index_over_issues_by_organization_path::step(),
        m0200_create_edition_publications::step(),
        m0201_index_edition_publications_by_closing_id::step(),
        m0205_create_objections::step(),
        m0206_index_objections_by_closing_id_state::step(),
        m0207_index_objections_by_review_path::step(),
        m0208_index_objections_by_objector_id::step(),
        m0210_create_coupon_codes::step(),
        m0211_index_coupon_codes_by_reward_id_state::step(),
        m0212_index_coupon_codes_by_state_valid_until::step(),
        m0213_add_low_mark_to_rewards::step(),
        m0215_create_closings::step(),
        m0216_create_editions::step(),
        m0217_create_edition_rows::step(),
        m0218_index_edition_rows_by_member_id::step(),
        m0219_index_editions_by_township_id_period::step(),
        m0230_create_consents::step(),
        m0231_index_consents_by_person_id::step(),
        m0232_create_text_checks::step(),
        m0233_index_text_checks_by_state_due_at::step(),
        m0240_create_grid_leaders::step(),
        m0241_index_grid_leaders_by_grid_id::step(),
        m0242_index_grid_leaders_by_person_id::step(),
        m0243_index_grid_leaders_by_state_until_day::step(),
        m0244_create_grid_notes::step(),
        m0245_index_grid_notes_by_grid_id::step(),
        m0246_create_grid_cards::step(),
        m0247_add_area_to_posts::step(),
        m0248_create_post_areas::step(),
        m0249_add_term_until_to_post_holdings::step(),
        m0250_index_post_holdings_by_state_term_until::step(),
        m0251_create_contact_cards::step(),
        m0260_create_contents::step(),
        m0261_index_contents_by_organization_id_state::step(),
        m0262_index_contents_by_organization_path::step(),
        m0263_index_contents_by_state_publish_at::step(),
        m0264_create_content_receipts::step(),
        m0265_index_content_receipts_by_member_id::step(),
        m0266_create_content_grams::step(),
        m0267_index_content_grams_by_content_id::step(),
        m0268_add_content_id_to_files::step(),
        m0269_index_files_by_content_id_position::step(),
        m0270_create_suggestions::step(),
        m0271_index_suggestions_by_review_path::step(),
        m0272_index_suggestions_by_person_id::step(),
        m0273_index_suggestions_by_state_due_on::step(),
        m0274_index_suggestions_by_organization_id_in_public::step(),
        m0280_create_wechat_events::step(),
        m0281_index_wechat_events_by_state_due_at::step(),
        m0282_index_wechat_events_by_received_at::step(),
        m0283_add_trace_id_to_text_checks::step(),
        m0284_index_text_checks_by_trace_id::step(),
        m0285_index_text_checks_by_organization_path::step(),
        m0300_create_subscriptions::step(),
        m0301_create_deliveries::step(),
        m0302_index_deliveries_by_platform_id::step(),
        m0303_index_deliveries_by_account_id::step(),
        m0304_create_calls::step(),
        m0305_index_calls_by_organization_path::step(),
        m0306_index_calls_by_member_id::step(),
        m0307_index_inbox_messages_by_created_at::step(),
        m0308_create_links::step(),
        m0309_create_code_pictures::step(),
        m0310_index_wechat_identities_by_open_id::step(),
        m0320_create_away_hosts::step(),
        m0321_index_away_hosts_by_organization_path::step(),
        m0322_create_away_notes::step(),
        m0323_index_away_notes_by_away_id_id::step(),
        m0324_create_away_contacts::step(),
        m0325_index_away_contacts_by_away_id_on_day::step(),
        m0326_create_away_liaisons::step(),
        m0327_index_away_liaisons_by_away_id_id::step(),
        m0328_add_reported_by_to_declarations::step(),
        m0329_create_care_entries::step(),
        m0330_index_care_entries_by_organization_path_kind::step(),
        m0331_index_care_entries_by_member_id::step(),
        m0332_index_care_entries_by_helper_person_id::step(),
        m0333_index_care_entries_by_state_due_on::step(),
        m0334_create_care_steps::step(),
        m0335_index_care_steps_by_care_id_id::step(),
        m0336_create_care_shares::step(),
        m0337_create_care_funds::step(),
        m0338_create_care_movements::step(),
        m0339_index_care_movements_by_organization_id_id::step(),
        m0340_create_assistances::step(),
        m0341_index_assistances_by_organization_path::step(),
        m0342_index_assistances_by_helper_id_person_id::step(),
        m0343_index_assistances_by_person_id::step(),
        m0344_create_assistance_acts::step(),
        m0345_index_assistance_acts_by_day_organization_path::step(),
        m0346_index_assistance_acts_by_subject_id::step(),
        m0347_create_handovers::step(),
        m0348_index_handovers_by_organization_path::step(),
        m0349_index_handovers_by_outgoing_id::step(),
        m0350_index_handovers_by_incoming_id::step(),
        m0351_create_desk_logins::step(),
        m0352_index_desk_logins_by_account_id::step(),
        m0353_index_desk_logins_by_expires_at::step(),
        m0354_add_ends_at_to_refresh_tokens::step(),
        m0360_add_remote_presence_to_meetings::step(),
        m0361_add_quorum_permille_to_meetings::step(),
        m0362_add_voters_to_meetings::step(),
        m0363_add_voters_present_to_meetings::step(),
        m0364_create_agenda_items::step(),
        m0365_create_meeting_links::step(),
        m0366_add_meeting_id_to_files::step(),
        m0367_index_files_by_meeting_id_position::step(),
        m0368_create_meeting_minutes::step(),
        m0369_create_meeting_decisions::step(),
        m0370_create_minutes_addenda::step(),
        m0371_index_minutes_addenda_by_meeting_id_id::step(),
        m0372_create_meeting_statements::step(),
        m0373_create_meeting_months::step(),
        m0374_index_ledger_entries_by_organization_path_counts_on::step(),
        m0380_create_corrections::step(),
        m0381_index_corrections_by_organization_path::step(),
        m0382_index_corrections_by_person_id::step(),
        m0383_create_closures::step(),
        m0384_index_closures_by_state_due_at::step(),
        m0385_index_closures_by_person_id::step(),
        m0386_create_guide_acceptances::step(),
        m0387_create_certificates::step(),
        m0388_index_certificates_by_member_id::step(),
    ]
}
