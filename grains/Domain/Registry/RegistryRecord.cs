namespace Qianliyan.Domain.Registry;

/// <summary>
/// What the registry (基础信息库) says of one twin: a point, an enterprise, a furnace, a cell or a region.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.RegistryRecord")]
public abstract record RegistryRecord
{
    /// <summary>The twin the record describes.</summary>
    public abstract TwinName Twin { get; }

    /// <summary>The region whose policy holds for the twin.</summary>
    public abstract RegionCode Place { get; }

    /// <summary>The record with what a former one of the same twin holds in the fields that are not said.</summary>
    /// <param name="former">As registered before.</param>
    /// <param name="said">The fields that this record's source speaks of, be it to say that there is none.</param>
    public virtual RegistryRecord Over(RegistryRecord former, RegistryFields said) => this;
}
