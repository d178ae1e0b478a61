using System.Collections.Concurrent;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Abstractions;

public static class TwinGrainFactory
{
    /// <summary>
    /// What a reference is made of besides its key. It follows from the code alone, so every factory of the process
    /// agrees on it; finding it by reflection, as a factory does each time, takes longer than the call itself.
    /// </summary>
    static readonly ConcurrentDictionary<TwinKind, (GrainType Grain, GrainInterfaceType Interface)> Types = new();

    /// <summary>The grain of a twin.</summary>
    /// <exception cref="ArgumentException">No grain serves this kind.</exception>
    public static ITwinGrain GetTwin(this IGrainFactory grains, TwinName name) => grains.Get(name.Kind, name.Id);

    /// <summary>The grain of a monitoring point.</summary>
    /// <param name="grains">Makes the reference.</param>
    /// <param name="key">A well-formed <c>{MN}-{ST}</c>; it is not checked.</param>
    public static IPointGrain GetPoint(this IGrainFactory grains, string key) =>
        (IPointGrain)grains.Get(TwinKind.Point, key);

    /// <summary>The grain of an enterprise.</summary>
    /// <param name="grains">Makes the reference.</param>
    /// <param name="key">A well-formed code; it is not checked.</param>
    public static IEnterpriseGrain GetEnterprise(this IGrainFactory grains, string key) =>
        (IEnterpriseGrain)grains.Get(TwinKind.Enterprise, key);

    /// <summary>The grain of a twin that marks hang on.</summary>
    /// <exception cref="InvalidCastException">No marks hang on twins of this kind.</exception>
    public static IMarkedGrain GetMarked(this IGrainFactory grains, TwinName name) =>
        (IMarkedGrain)grains.Get(name.Kind, name.Id);

    static ITwinGrain Get(this IGrainFactory grains, TwinKind kind, string key)
    {
        if (Types.TryGetValue(kind, out (GrainType Grain, GrainInterfaceType Interface) types))
            return (ITwinGrain)grains.GetGrain(GrainId.Create(types.Grain, key), types.Interface);
        ITwinGrain twin = kind switch
        {
            TwinKind.Point => grains.GetGrain<IPointGrain>(key),
            TwinKind.Enterprise => grains.GetGrain<IEnterpriseGrain>(key),
            TwinKind.Incinerator => grains.GetGrain<IIncineratorGrain>(key),
            TwinKind.Cell => grains.GetGrain<ICellGrain>(key),
            TwinKind.Region => grains.GetGrain<IRegionGrain>(key),
            _ => throw new ArgumentException($"No grain serves twins of kind {kind}.", nameof(kind)),
        };
        if (twin is GrainReference reference)
            Types[kind] = (reference.GrainId.Type, reference.InterfaceType);
        return twin;
    }
}
