using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// Which natural days an enterprise teaches its baselines on. What is found on a day rests on days before it alone, so
/// days that are judged in order of time know which of those before them teach.
/// </summary>
static class LearningFrom
{
    /// <summary>Days of no emergency order that stands, for what all do together.</summary>
    public static LearningDays Orders(EnterpriseState state, BeijingTime day, LearnedBaseline policy) =>
        LearningDays.Before(day, policy, before => OrderOn(state, before));

    /// <summary>Days of no such order, on which a treatment device neither idled nor was off beside production.</summary>
    public static LearningDays Device(
        EnterpriseState state, DeviceId treatment, BeijingTime day, LearnedBaseline policy) =>
        LearningDays.Before(
            day, policy, before => OrderOn(state, before) ?? Cause(state.Power.FaultsOf(treatment, before).Found));

    /// <summary>
    /// What a treatment device is used to draw before a day: learnt from the days that teach; where too few do, what it was
    /// on the newest of those between them on which it idled or was off. So what is found does not become the usual, however
    /// long it lasts: the last baseline stands until enough days teach again. Null where nothing says it.
    /// </summary>
    /// <param name="days">Those before the day, of <see cref="Device"/>.</param>
    public static UsualDraw? Usual(
        EnterpriseState state, DeviceId treatment, LearningDays days, LearnedBaseline policy)
    {
        if (state.Power.BaselineOf(treatment, days, policy) is { } learnt)
            return new UsualDraw(learnt, IsCarried: false);
        foreach (SkippedDay skipped in days.Skipped)
        {
            if (state.Power.FaultsOf(treatment, skipped.Day).Baseline is { HasValue: true } last)
                return new UsualDraw(last.Value, IsCarried: true);
        }

        return null;
    }

    /// <summary>
    /// What is found on the treatment devices of a day, as it stands, with what they were used to draw; of days that are not
    /// kept any more as it was.
    /// </summary>
    public static SortedDictionary<DeviceId, FaultDay> FaultsOn(
        EnterpriseState state, EnterpriseDay page, LearnedBaseline policy)
    {
        var days = new SortedDictionary<DeviceId, FaultDay>();
        foreach ((DeviceId treatment, TreatmentFaults found) in FaultsOn(page))
        {
            LearningDays learning = Device(state, treatment, page.Start, policy);
            Exact usual = !state.Power.Keeps(learning)
                ? state.Power.FaultsOf(treatment, page.Start.DayNumber).Baseline
                : Usual(state, treatment, learning, policy) is { } draw ? Exact.Computed(draw.Baseline) : Exact.None;
            days.Add(treatment, new FaultDay(found, usual));
        }

        return days;
    }

    static SortedDictionary<DeviceId, TreatmentFaults> FaultsOn(EnterpriseDay page)
    {
        var faults = new SortedDictionary<DeviceId, TreatmentFaults>();
        foreach (Finding finding in page.Own.InForce)
        {
            TreatmentFaults fault = finding.Rule switch
            {
                PowerFindings.IdlingRule => TreatmentFaults.Idles,
                PowerFindings.LagRule => TreatmentFaults.Off,
                _ => TreatmentFaults.None,
            };
            if (fault == TreatmentFaults.None)
                continue;
            DeviceId treatment = PowerFindings.TreatmentOf(finding);
            faults[treatment] = faults.GetValueOrDefault(treatment) | fault;
        }

        return faults;
    }

    static string? OrderOn(EnterpriseState state, int day)
    {
        BeijingTime start = BeijingTime.StartOf(day), end = BeijingTime.StartOf(day + 1);
        return state.Orders.All.FirstOrDefault(order => OrderedUse.Holds(order, start, end))?.Subject;
    }

    static string? Cause(TreatmentFaults faults) => faults switch
    {
        TreatmentFaults.None => null,
        TreatmentFaults.Idles => "it idled",
        TreatmentFaults.Off => "it was off beside production",
        _ => "it idled and was off beside production",
    };
}
