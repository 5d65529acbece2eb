using LeadScoring.Connector.Commands;

namespace LeadScoring.Connector.Checks;

/// <summary>Everything that check can find, by its code.</summary>
static class FindingKinds
{
    public static readonly FindingKind Configuration = Error("configuration", ExitCode.Wrong);
    public static readonly FindingKind Mapping = Error("mapping", ExitCode.Wrong);
    public static readonly FindingKind MappingDoubtful = Warning("mapping");
    public static readonly FindingKind MappingTest = Error("mapping_test", ExitCode.Failed);
    public static readonly FindingKind NotInForce = Info("not_in_force");
    public static readonly FindingKind ModelRefused = Warning("model_refused");
    public static readonly FindingKind ModelWaiting = Warning("model_waiting");

    public static readonly FindingKind SignIn = Error("sign_in", ExitCode.Failed);
    public static readonly FindingKind MissingScope = Error("missing_scope", ExitCode.Failed);
    public static readonly FindingKind Unavailable = Error("unavailable", ExitCode.Failed);
    public static readonly FindingKind Refused = Error("refused", ExitCode.Failed);
    public static readonly FindingKind NotServed = Warning("not_served");
    public static readonly FindingKind OwnersUnreadable = Error("owners_unreadable", ExitCode.Degraded);
    public static readonly FindingKind OwnersForbidden = Error("missing_scope", ExitCode.Degraded);
    public static readonly FindingKind ApiVersion = Error("api_version", ExitCode.Failed);
    public static readonly FindingKind ApiVersionEnds = Warning("api_version_ends");

    public static readonly FindingKind CursorProperty = Error("cursor_property", ExitCode.Failed);
    public static readonly FindingKind DeletionsUnseen = Warning("deletions_unseen");
    public static readonly FindingKind ActivitiesPaused = Error("activities_paused", ExitCode.Degraded);
    public static readonly FindingKind FieldMissing = Error("field_missing", ExitCode.Degraded);
    public static readonly FindingKind FieldInvisible = Error("field_invisible", ExitCode.Degraded);
    public static readonly FindingKind FieldReadOnly = Error("field_read_only", ExitCode.Degraded);
    public static readonly FindingKind FieldType = Error("field_type", ExitCode.Degraded);
    public static readonly FindingKind HistoryRequired = Error("history_off", ExitCode.Degraded);
    public static readonly FindingKind HistoryOff = Warning("history_off");
    public static readonly FindingKind FlagHistoryOff = Info("flag_history_off");
    public static readonly FindingKind StatusUnmapped = Warning("status_unmapped");
    public static readonly FindingKind StatusUnknown = Warning("status_unknown");
    public static readonly FindingKind GroupAmbiguous = Error("group_ambiguous", ExitCode.Degraded);
    public static readonly FindingKind GroupUnknown = Warning("group_unknown");
    public static readonly FindingKind GroupsOverlap = Warning("groups_overlap");
    public static readonly FindingKind UserUnknown = Warning("user_unknown");
    public static readonly FindingKind NotOnPage = Warning("not_on_page");
    public static readonly FindingKind PagesUnknown = Info("pages_unknown");

    public static readonly FindingKind AlertsUnconfigured = Error("alerts", ExitCode.Wrong);
    public static readonly FindingKind NoMail = Warning("no_mail");
    public static readonly FindingKind Smtp = Error("smtp", ExitCode.Degraded);
    public static readonly FindingKind NotificationType = Error("notification_type", ExitCode.Degraded);

    public static readonly FindingKind Throttled = Error("throttled", ExitCode.Degraded);
    public static readonly FindingKind QuotaUsed = Error("quota", ExitCode.Degraded);
    public static readonly FindingKind QuotaUnknown = Info("quota_unknown");
    public static readonly FindingKind ShareUsed = Error("call_share", ExitCode.Degraded);
    public static readonly FindingKind CallShare = Warning("call_share");
    public static readonly FindingKind Forecast = Info("forecast");

    public static readonly FindingKind LedgerSum = Error("ledger_sum", ExitCode.Failed);
    public static readonly FindingKind HotWithoutEntry = Error("hot_without_entry", ExitCode.Failed);
    public static readonly FindingKind Unaccounted = Error("rows_unaccounted", ExitCode.Failed);
    public static readonly FindingKind RowsRejected = Error("rows_rejected", ExitCode.Degraded);

    public static readonly FindingKind AddressNotUnique = Warning("address_not_unique");

    static FindingKind Error(string code, int exitCode) => new(code, FindingSeverity.Error, exitCode);

    static FindingKind Warning(string code) => new(code, FindingSeverity.Warning, ExitCode.Done);

    static FindingKind Info(string code) => new(code, FindingSeverity.Info, ExitCode.Done);
}
