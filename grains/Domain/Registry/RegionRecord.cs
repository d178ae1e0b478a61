namespace Qianliyan.Domain.Registry;

/// <summary>A region (行政区) as registered; level and parent follow from the code.</summary>
/// <param name="Code">GB/T 2260.</param>
/// <param name="Name">Chinese name; empty where only the code is known.</param>
[GenerateSerializer, Immutable, Alias("qly.RegionRecord")]
public sealed record RegionRecord([property: Id(0)] RegionCode Code, [property: Id(1)] string Name) : RegistryRecord
{
    public RegionLevel Level => Code.Level;

    /// <summary>None for the nation.</summary>
    public RegionCode? Parent => Code.Parent;

    public override TwinName Twin => TwinName.Of(Code);

    public override RegionCode Place => Code;
}
