using Qianliyan.Abstractions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Tests.Fakes;

/// <summary>Twins without a cluster: statuses and rosters as a test sets them.</summary>
sealed class FakeGrains : IGrainFactory
{
    readonly Dictionary<TwinName, FakeTwin> _twins = [];

    public FakeTwin this[TwinName name]
    {
        get
        {
            lock (_twins)
                return _twins.TryGetValue(name, out FakeTwin? twin) ? twin : _twins[name] = new FakeTwin(name);
        }
    }

    /// <summary>Calls of Record, in all.</summary>
    public int RecordCalls => _twins.Values.Sum(twin => twin.RecordCalls);

    public void Show(TwinStatus status) => this[status.Name].Status = status;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        TwinKind kind = typeof(TGrainInterface).Name switch
        {
            nameof(IPointGrain) => TwinKind.Point,
            nameof(IEnterpriseGrain) => TwinKind.Enterprise,
            nameof(IIncineratorGrain) => TwinKind.Incinerator,
            nameof(ICellGrain) => TwinKind.Cell,
            _ => TwinKind.Region,
        };
        return (TGrainInterface)(object)this[TwinName.OfKind(kind, primaryKey)];
    }

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix) =>
        throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix) =>
        throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(
        Guid primaryKey, string keyExtension, string? grainClassNamePrefix) =>
        throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(
        long primaryKey, string keyExtension, string? grainClassNamePrefix) =>
        throw new NotSupportedException();

    TGrainObserverInterface IGrainFactory.CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) =>
        throw new NotSupportedException();

    void IGrainFactory.DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) =>
        throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type grainInterfaceType, IdSpan grainKey) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type grainInterfaceType, IdSpan grainKey, string grainClassNamePrefix) =>
        throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(GrainId grainId) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId, GrainInterfaceType interfaceType) =>
        throw new NotSupportedException();
}
