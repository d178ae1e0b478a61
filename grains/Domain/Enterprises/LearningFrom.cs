using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
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
            day, policy, before => OrderOn(state, before) ?? Cause(state.Power.FaultsOf(treatment, before)));

    /// <summary>What is found on the treatment devices of a day, as it stands.</summary>
    public static SortedDictionary<DeviceId, TreatmentFaults> FaultsOn(EnterpriseDay page)
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
