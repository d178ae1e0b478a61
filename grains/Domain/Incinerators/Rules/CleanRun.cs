using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>Consecutive compliant days after a violation, as far as they are final.</summary>
/// <param name="First">Start of the day after the last violation, or after what broke them since.</param>
/// <param name="Clean">Days that count.</param>
/// <param name="NoVerdict">Days without verdict among them, counted or passed over.</param>
/// <param name="End">Start of the day after the last one, once they are enough; not set before.</param>
/// <param name="BrokenOn">Start of the day that broke those before; not set where none did.</param>
/// <param name="BrokenBy">What it was.</param>
/// <param name="BrokenAfter">Days that counted until then.</param>
public readonly record struct CleanRun(
    BeijingTime First,
    int Clean,
    int NoVerdict,
    BeijingTime End,
    BeijingTime BrokenOn,
    DayCompliance BrokenBy,
    int BrokenAfter)
{
    public bool IsEnough => End.IsSet;
}
