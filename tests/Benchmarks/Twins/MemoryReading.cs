using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Silos;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>Memory of a silo, in bytes.</summary>
/// <param name="Resident">VmRSS.</param>
/// <param name="Live">What lives on the managed heap after the collection.</param>
/// <param name="Committed">
/// What the collector held for it at the collection; it gives back what is free in the seconds after.
/// </param>
readonly record struct MemoryReading(double Resident, double Live, double Committed)
{
    /// <summary>The collector gives memory back only when it has lain free over about twenty collections.</summary>
    const int Collections = 24;
    const int CalmReadings = 3;
    const int MostReadings = 30;
    const double CalmShare = 0.005;

    /// <summary>After the twins fell quiet and full collections, when the resident memory no longer falls.</summary>
    public static async Task<MemoryReading> Settled(RegisteredSilo silo, CancellationToken cancellationToken)
    {
        await silo.UntilQuiet(cancellationToken);
        int process = silo.Process.ProcessId;
        double before = await silo.Metrics.FullCollections(cancellationToken);
        for (int i = 0; i < Collections; i++)
            await ForcedCollection.Run(process, cancellationToken);

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        double last = ProcessReading.ResidentBytes(process);
        int calm = 0;
        for (int i = 0; i < MostReadings && calm < CalmReadings; i++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            double resident = ProcessReading.ResidentBytes(process);
            calm = resident > last * (1 - CalmShare) ? calm + 1 : 0;
            last = resident;
        }

        double collected = await silo.Metrics.FullCollections(cancellationToken) - before;
        if (collected < Collections)
            throw new InvalidOperationException($"{collected} of {Collections} collections asked for were made.");
        (double live, double committed) = await silo.Metrics.HeapBytes(cancellationToken);
        return new MemoryReading(last, live, committed);
    }
}
