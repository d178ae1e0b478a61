using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Points;

/// <summary>
/// Follows a point up to and over a natural day: the leads in force, and what the detectors made of the day each time
/// they saw it.
/// </summary>
sealed class LeadFollowing
{
    readonly Dictionary<string, FollowedLead> _leads = new(StringComparer.Ordinal);

    /// <summary>The detectors at the start of the last day, up to the one asked about, that they are known for.</summary>
    (int Day, byte[] Factors) _known = (0, []);

    SeenDay? _day;
    List<LeadLook>? _looks;

    public bool IsLookedAt => _looks is not null;

    /// <summary>The policy that the day was seen under; null of a day not seen, or without a factor that is watched.</summary>
    public Policy? Policy => _looks is [var first, ..] ? first.Policy : null;

    public LeadLook? LookAt(FactorCode factor) => _looks?.Find(look => look.Factor == factor);

    /// <summary>Leads in force that lie in a window, or stand in it still, oldest first.</summary>
    public FollowedLead[] LeadsOf(string rule, FactorCode factor, BeijingTime start, BeijingTime end) =>
    [
        .. _leads.Values.Where(lead => lead.Newest.Rule == rule && lead.Newest.Factor == factor
            && lead.Newest.WindowStart < end
            && (lead.Newest.WindowEnd > start || (!lead.IsOver && IsLookedAt)))
            .OrderBy(lead => lead.Newest.WindowStart),
    ];

    public void AddPages(PointState state, BeijingTime asked, List<PageId> pages)
    {
        pages.Add(LeadPage.Only);
        pages.Add(PageId.Day(asked));
        if (!IsPassedOver(state, asked.DayNumber))
            return;
        for (int day = FirstUnknown(state, asked.DayNumber); day < asked.DayNumber; day++)
            pages.Add(PageId.Day(BeijingTime.StartOf(day)));
    }

    public void Take(PointState state, IReadOnlyList<Finding> found, BeijingTime asked, Policy policy)
    {
        foreach (Finding lead in found)
        {
            if (lead.State == FindingState.Withdrawn)
                _leads.Remove(lead.Id);
            else if (FactorDetectors.Rules.Contains(lead.Rule))
                _leads[lead.Id] = new FollowedLead(_leads.GetValueOrDefault(lead.Id)?.AsStood(lead) ?? lead, lead);
        }

        if (state.Pages.Find(LeadPage.Only) is not LeadPage page)
            return;
        int number = asked.DayNumber;
        if (page.Days.Find(day => day.Number == number) is { } seen)
        {
            if (ReferenceEquals(seen, _day))
                return;
            LeadPage before = LeadPage.With(seen.Factors);
            (_day, _looks) = (seen, LeadLook.Of(state, before, asked, state.PolicyOf(asked, policy)));
        }
        else if (IsPassedOver(state, number))
        {
            _looks = LeadLook.Of(state, CaughtUp(state, number, policy), asked, state.PolicyOf(asked, policy));
        }
        else if (state.Watched.SeenTo <= number)
        {
            _known = (state.Watched.SeenTo, page.FactorBytes());
        }
    }

    /// <summary>The day was seen together with many later ones, and is not remembered.</summary>
    bool IsPassedOver(PointState state, int day) =>
        _looks is null && day < state.Watched.SeenTo && day >= FirstUnknown(state, day);

    int FirstUnknown(PointState state, int day) =>
        Math.Max(_known.Day == 0 ? state.Watched.First : _known.Day, day - LeadWatch.MostDaysATick);

    /// <summary>The detectors at the start of the day, by seeing the days before it once more.</summary>
    LeadPage CaughtUp(PointState state, int day, Policy policy)
    {
        var page = LeadPage.With(_known.Factors);
        for (int before = FirstUnknown(state, day); before < day; before++)
        {
            BeijingTime start = BeijingTime.StartOf(before);
            LeadWatch.SeeDay(state, page, start, [], decidedBy: 0, state.PolicyOf(start, policy));
        }

        return page;
    }
}

/// <summary>A lead in force.</summary>
/// <param name="Stood">As it was last told while it stood; as it was first told where it was over at once.</param>
/// <param name="Newest">As it was last told.</param>
sealed record FollowedLead(Finding Stood, Finding Newest)
{
    public bool IsOver => Newest.Standing == FindingStanding.Final;

    public Finding AsStood(Finding told) => told.Standing == FindingStanding.Provisional ? told : Stood;
}
