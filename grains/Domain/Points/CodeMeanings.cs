using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Reads the codes that a device wrote by what they mean at its point (<see cref="PointRecord.OldCodes"/>).
/// </summary>
static class CodeMeanings
{
    /// <returns>The same observation where the registration says nothing else than the national tables.</returns>
    public static Observation Of(PointRecord? registration, Observation observation)
    {
        if (registration is null || registration.OldCodes.Count == 0)
            return observation;
        Reading[]? meant = null;
        for (int i = 0; i < observation.Readings.Length; i++)
        {
            ref readonly Reading reading = ref observation.Readings[i];
            FactorCode sent = reading.SentAs.IsEmpty ? reading.Factor : reading.SentAs;
            if (!TryFind(registration, sent, out FactorCode factor) || factor == reading.Factor)
                continue;
            meant ??= [.. observation.Readings];
            meant[i] = reading with { Factor = factor };
        }

        return meant is null ? observation : observation with { Readings = meant };
    }

    static bool TryFind(PointRecord registration, FactorCode sent, out FactorCode factor)
    {
        foreach (OldCode code in registration.OldCodes.AsSpan())
        {
            if (code.Old != sent)
                continue;
            factor = code.Factor;
            return true;
        }

        factor = default;
        return false;
    }
}
