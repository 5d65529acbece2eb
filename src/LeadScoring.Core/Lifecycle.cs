using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>The stage of a lead: its newest status decides, and where that says nothing, fit and exchange do.</summary>
static class Lifecycle
{
    /// <summary>
    /// The newest status. Counts how often a qualified one was reached: the second time makes a repeat customer.
    /// </summary>
    public static LeadState Reach(in LeadState lead, string status, DateTimeOffset at, Settings settings)
    {
        var qualified = settings.Status.Qualified;
        var isReached = qualified.Contains(status) && !(lead.Status is { } before && qualified.Contains(before));
        return lead with
        {
            Status = status,
            StatusAt = at,
            Qualifications = isReached ? Math.Min(lead.Qualifications + 1, 2) : lead.Qualifications,
        };
    }

    public static Stage Of(in LeadState lead, Settings settings)
    {
        var status = lead.Status ?? "";
        if (settings.Status.Qualified.Contains(status))
            return lead.Qualifications > 1 ? Stage.RepeatCustomer : Stage.Customer;
        if (settings.Status.Disqualified.Contains(status))
            return Stage.Disqualified;
        if (settings.Status.Later.Contains(status))
            return Stage.Later;
        if (IsProspect(lead, settings.ProspectWhen.Value))
            return Stage.Prospect;
        return lead.Fit == FitStanding.None ? Stage.Lead : Stage.Candidate;
    }

    static bool IsProspect(in LeadState lead, ProspectWhen when)
    {
        var fits = lead.Fit == FitStanding.All;
        return when switch
        {
            ProspectWhen.Fit => fits,
            ProspectWhen.TwoWay => lead.TwoWay,
            ProspectWhen.Both => fits && lead.TwoWay,
            _ => fits || lead.TwoWay,
        };
    }
}
