using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Explaining;

/// <summary>
/// What became of a twin's level with the entry that withdrew a finding, or put it on a lower level: a level stands on what is
/// in force, and is kept clean for that alone.
/// </summary>
/// <param name="IsWithdrawn">Otherwise the finding stands on a lower level.</param>
public readonly record struct LevelFall(bool IsWithdrawn, EscalationLevel Before, EscalationLevel After)
{
    /// <summary>Empty where the level stayed, by what else stands or as it did not stand on it any more.</summary>
    public string Of(TwinName twin)
    {
        string what = IsWithdrawn ? "what was found here was withdrawn" : "what is found here stands on a lower level now";
        return After < Before
            ? $"; {what}, and the level of {twin} fell from {Words.Of(Before)} to {Words.Of(After)} at once"
            : "";
    }
}
