using System.Globalization;
using Grpc.Net.Client;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Benchmarks.Silos;

/// <summary>A silo process with its points registered, as in the field: unknown ones are not admitted.</summary>
sealed class RegisteredSilo : IAsyncDisposable
{
    const int ShownOutput = 2_000;

    readonly Bench _bench;
    bool _isLinked;

    RegisteredSilo(Bench bench, SiloProcess process)
    {
        _bench = bench;
        Process = process;
        Metrics = new SiloMetrics(process.Http);
        Channel = GrpcChannel.ForAddress(process.Grpc);
    }

    public SiloProcess Process { get; }

    public SiloMetrics Metrics { get; }

    public GrpcChannel Channel { get; }

    public static async Task<RegisteredSilo> Start(Bench bench, PointSet points, CancellationToken cancellationToken)
    {
        bench.Report.Progress(FormattableString.Invariant($"starting a silo and registering {points.Count} points"));
        var silo = new RegisteredSilo(bench, await SiloProcess.Start(cancellationToken));
        try
        {
            await Registration.Import(silo.Channel, points, cancellationToken);
            await silo.UntilQuiet(cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>A silo on a directory that outlives it.</summary>
    public static async Task<RegisteredSilo> StartOn(Bench bench, string directory, CancellationToken cancellationToken)
    {
        SiloProcess process = await SiloProcess.Start(cancellationToken);
        // A silo process makes a directory of its own and deletes it at the end: from now on that is a link.
        await process.Kill();
        Directory.Delete(process.Directory, recursive: true);
        File.CreateSymbolicLink(process.Directory, directory);
        await process.StartAgain(cancellationToken);
        return new RegisteredSilo(bench, process) { _isLinked = true };
    }

    /// <summary>Waits until twins have told one another what they had to, three minutes at most.</summary>
    /// <exception cref="InvalidOperationException">
    /// The silo went on working: what was to be measured is not there.
    /// </exception>
    public async Task UntilQuiet(CancellationToken cancellationToken)
    {
        const double idleCores = 0.15;
        const int calmSeconds = 2;
        const int mostSeconds = 180;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        int calm = 0;
        for (int i = 0; i < mostSeconds && calm < calmSeconds; i++)
        {
            CpuMeter cpu = CpuMeter.Start(Process.ProcessId);
            await timer.WaitForNextTickAsync(cancellationToken);
            calm = cpu.Read().Server < idleCores ? calm + 1 : 0;
        }

        if (calm < calmSeconds)
            throw new InvalidOperationException($"The silo was still busy after {mostSeconds} s without a load.");
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        Metrics.Dispose();
        if (!IsRunning())
            _bench.Report.Note($"The silo had ended by itself; its last words: {Process.Output[^Math.Min(ShownOutput, Process.Output.Length)..]}");
        if (_isLinked)
        {
            await Process.Kill();
            File.Delete(Process.Directory);
            Directory.CreateDirectory(Process.Directory);
        }

        await Process.DisposeAsync();
    }

    bool IsRunning() => Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{Process.ProcessId}"));
}
