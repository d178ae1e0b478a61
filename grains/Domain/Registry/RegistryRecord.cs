namespace Qianliyan.Domain.Registry;

/// <summary>
/// What the registry (基础信息库) says of one twin: a point, an enterprise, a furnace, a cell or a region.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.RegistryRecord")]
public abstract record RegistryRecord
{
    /// <summary>The twin the record describes.</summary>
    public abstract TwinName Twin { get; }
}
