using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>What a mean told for a day has in it that does not count: <see cref="ToldDayRule"/>.</summary>
/// <param name="MarkedSeconds">Seconds under marks that exempt or make void, of hours without a prevailing sample.</param>
/// <param name="SampledHours">Hours in which a sample prevails over what was measured automatically.</param>
/// <param name="SampledSum">The sum of what was sampled in them, in the unit of the factor.</param>
public readonly record struct ToldDayGaps(int MarkedSeconds, int SampledHours, decimal SampledSum)
{
    public bool IsAny => MarkedSeconds > 0 || SampledHours > 0;

    /// <summary>Seconds of the day of which nobody knows what the device measured.</summary>
    public long UnknownSeconds => MarkedSeconds + (long)SampledHours * BeijingTime.SecondsPerHour;
}
