namespace Qianliyan.Domain.Electricity;

/// <summary>
/// Production on and treatment off for longer than is allowed (治污设施未同步开启, 违规停运治污设施).
/// </summary>
public static class LagRule
{
    /// <summary>The stretches that are longer than allowed; exactly as long is allowed.</summary>
    /// <param name="production">Minute by minute; unknown minutes end a stretch.</param>
    /// <param name="treatment">The same minutes.</param>
    /// <param name="knownUntil">Nothing is known from this minute on: a stretch that reaches it goes on.</param>
    public static List<LagStretch> Of(
        ReadOnlySpan<bool?> production, ReadOnlySpan<bool?> treatment, int allowedMinutes, int knownUntil)
    {
        var stretches = new List<LagStretch>();
        int first = -1;
        for (int minute = 0; minute <= production.Length; minute++)
        {
            bool lags = minute < production.Length && minute < knownUntil
                && production[minute] == true && treatment[minute] == false;
            if (lags)
            {
                first = first < 0 ? minute : first;
                continue;
            }

            if (first >= 0 && minute - first > allowedMinutes)
                stretches.Add(new LagStretch(first, minute - first, IsOver: minute < knownUntil));
            first = -1;
        }

        return stretches;
    }
}

/// <param name="First">The first minute.</param>
/// <param name="Minutes">How long it lasts, or has lasted so far.</param>
/// <param name="IsOver">Something is known of the minute behind it.</param>
public readonly record struct LagStretch(int First, int Minutes, bool IsOver);
