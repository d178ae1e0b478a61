using System.Globalization;

namespace Qianliyan.Domain.Policies;

/// <summary>A number of a policy and another one that it must not be above, or must be below.</summary>
/// <param name="Path">The field to look at.</param>
/// <param name="Value">Its number.</param>
/// <param name="MostName">What the other one is, in words.</param>
/// <param name="Most">The other one.</param>
readonly record struct NumberPair(string Path, decimal Value, string MostName, decimal Most)
{
    /// <summary>Must not be equal either.</summary>
    public bool MustBeBelow { get; init; }

    public bool IsWrong => MustBeBelow ? Value >= Most : Value > Most;

    public string Reason => string.Create(
        CultureInfo.InvariantCulture, $"is {(MustBeBelow ? "not below" : "above")} {MostName}, which is {Most}");
}
