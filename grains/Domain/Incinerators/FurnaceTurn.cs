using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>One entry's way through the rules of a furnace: its verdicts are settled here.</summary>
sealed class FurnaceTurn(IncineratorState state, TwinEntry entry, Policy policy, EffectList effects)
{
    public IncineratorState State => state;

    public Policy Policy => policy;

    public FurnacePolicy Furnace => policy.Furnace;

    public long Entry => entry.Sequence;

    /// <summary>The same entry by the policy that judges a day; what counts days goes by the one in force.</summary>
    public FurnaceTurn Of(BeijingTime day)
    {
        Policy ofDay = state.PolicyOf(day, policy);
        return ReferenceEquals(ofDay, policy) ? this : new FurnaceTurn(state, entry, ofDay, effects);
    }

    /// <summary>Final when the marking deadline of a day has passed.</summary>
    public FindingStanding StandingOf(BeijingTime day) => MarkDeadline.HasPassed(day, state.Now, policy.Marks)
        ? FindingStanding.Final
        : FindingStanding.Provisional;

    /// <summary>A finding without its figure, on a window of this furnace.</summary>
    public Finding Draft(string rule, BeijingTime start, BeijingTime end, string reason) => new()
    {
        Twin = state.Name,
        Rule = rule,
        PolicyVersion = policy.Version,
        WindowStart = start,
        WindowEnd = end,
        State = FindingState.Raised,
        Level = EscalationLevel.Notice,
        Reason = reason,
        DecidedBy = entry.Sequence,
    };

    /// <summary>Puts a verdict in force and tells it when it is new or has changed.</summary>
    public bool Put(OwnFindings own, Finding finding) => Tell(own.Put(finding));

    /// <summary>Takes a verdict out of force and tells it when one was.</summary>
    public bool Withdraw(
        OwnFindings own, string rule, BeijingTime start, string reason, Exact value, FactorCode factor = default) =>
        Tell(own.Withdraw(rule, factor, start, reason, value));

    /// <summary>As above, of a year, which is written when there is anything to tell.</summary>
    public void Put(FurnaceYear year, Finding finding)
    {
        if (Put(year.Own, finding))
            year.IsDirty = true;
    }

    /// <summary>As above, of a year, which is written when there is anything to tell.</summary>
    public void Withdraw(FurnaceYear year, string rule, BeijingTime start, string reason, Exact value)
    {
        if (Withdraw(year.Own, rule, start, reason, value, factor: default))
            year.IsDirty = true;
    }

    /// <returns>False for a furnace that the registry does not know: it belongs to nobody.</returns>
    public bool TellEnterprise(SignalBody body)
    {
        if (state.Registration is not { } record)
            return false;
        effects.Tell(TwinName.Of(record.Enterprise), body);
        return true;
    }

    /// <summary>As <see cref="TellEnterprise"/>, of the emission point.</summary>
    public bool TellOutlet(SignalBody body)
    {
        if (state.Registration is not { } record)
            return false;
        effects.Tell(TwinName.Of(record.EmissionPoint), body);
        return true;
    }

    /// <returns>Whether there was anything to tell.</returns>
    bool Tell(Finding? finding)
    {
        if (finding is null)
            return false;
        finding = finding with { DecidedBy = entry.Sequence };
        effects.Raise(finding);
        if (finding.State == FindingState.Withdrawn)
            FurnaceLevels.TakeBack(state, finding);
        if (state.Registration is not { } record)
            return true;
        var told = new FindingTold(finding);
        effects.Tell(TwinName.Of(record.Enterprise), told);
        effects.Tell(TwinName.Of(record.Region), told);
        return true;
    }
}
