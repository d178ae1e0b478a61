using Orleans.Storage;

namespace Qianliyan.Storage.GrainState;

/// <summary>Settings of one named grain storage.</summary>
public sealed class EntityGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>
    /// Taken from the silo if not set; <c>UseSystemTextJsonGrainStorageSerializer</c> gives plain JSON without type
    /// names.
    /// </summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
