using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Services;
using Qianliyan.Abstractions.Operations;

namespace Qianliyan.Api.Cluster;

/// <summary>References to the desks of all silos.</summary>
sealed class SiloDesks(IServiceProvider services) : GrainServiceClient<ISiloDesk>(services)
{
    public ISiloDesk Of(SiloAddress silo) => GetGrainService(silo);
}

/// <summary>Lets operators ask this silo, and through it every other.</summary>
public static class SiloDeskExtensions
{
    /// <summary>The host brings the <see cref="ISiloReporter"/>.</summary>
    public static ISiloBuilder AddSiloDesk(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.AddGrainService<SiloDesk>();
        silo.Services.AddSingleton<SiloDesks>();
        return silo;
    }
}
