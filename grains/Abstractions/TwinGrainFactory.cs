using Qianliyan.Domain.Registry;

namespace Qianliyan.Abstractions;

public static class TwinGrainFactory
{
    /// <summary>The grain of a twin.</summary>
    /// <exception cref="ArgumentException">No grain serves this kind.</exception>
    public static ITwinGrain GetTwin(this IGrainFactory grains, TwinName name) => name.Kind switch
    {
        TwinKind.Point => grains.GetGrain<IPointGrain>(name.Id),
        TwinKind.Enterprise => grains.GetGrain<IEnterpriseGrain>(name.Id),
        TwinKind.Incinerator => grains.GetGrain<IIncineratorGrain>(name.Id),
        TwinKind.Cell => grains.GetGrain<ICellGrain>(name.Id),
        TwinKind.Region => grains.GetGrain<IRegionGrain>(name.Id),
        _ => throw new ArgumentException($"No grain serves '{name}'.", nameof(name)),
    };
}
