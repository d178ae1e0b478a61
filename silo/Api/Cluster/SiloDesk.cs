using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Api.Watching;

namespace Qianliyan.Api.Cluster;

/// <inheritdoc cref="ISiloDesk"/>
[Reentrant]
sealed class SiloDesk(
    GrainId id, Silo silo, ILoggerFactory loggers, ISiloReporter reporter, WatchHub watches, SiloDrain drain)
    : GrainService(id, silo, loggers), ISiloDesk
{
    public Task<SiloReport> Report() =>
        Task.FromResult(reporter.Report(watches.Load()));

    public Task Drain()
    {
        drain.Begin();
        return Task.CompletedTask;
    }
}
