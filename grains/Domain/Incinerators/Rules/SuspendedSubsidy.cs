using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>How far a power subsidy that is suspended has come, as its twin shows it.</summary>
/// <param name="Month">Start of the newest month that is cancelled.</param>
/// <param name="From">Start of the day that the compliant days are counted from.</param>
/// <param name="CleanDays">Compliant days since then, without another between; final ones only.</param>
/// <param name="NeededDays">As many restore it.</param>
[GenerateSerializer, Immutable, Alias("qly.SuspendedSubsidy")]
public sealed record SuspendedSubsidy(
    [property: Id(0)] BeijingTime Month,
    [property: Id(1)] BeijingTime From,
    [property: Id(2)] int CleanDays,
    [property: Id(3)] int NeededDays)
{
    /// <returns>Null where the newest suspension is over, or none was.</returns>
    public static SuspendedSubsidy? Of(IReadOnlyList<Suspension> suspensions, SubsidyPolicy policy) =>
        suspensions is [.., { Run: { IsEnough: false } run } newest]
            ? new SuspendedSubsidy(newest.Months[^1], run.First, run.Clean, policy.CleanDays)
            : null;

    public static void WriteOptional(EntryWriter writer, SuspendedSubsidy? suspended)
    {
        writer.Bool(suspended is not null);
        if (suspended is null)
            return;
        writer.Time(suspended.Month);
        writer.Time(suspended.From);
        writer.Int(suspended.CleanDays);
        writer.Int(suspended.NeededDays);
    }

    public static SuspendedSubsidy? ReadOptional(ref EntryReader reader) => reader.Bool()
        ? new SuspendedSubsidy(reader.Time(), reader.Time(), reader.Int(), reader.Int())
        : null;
}
