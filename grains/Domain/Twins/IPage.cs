using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Twins;

/// <summary>A piece of a twin's state that can leave memory.</summary>
public interface IPage
{
    PageId Id { get; }

    /// <summary>Changed since it was last written.</summary>
    bool IsDirty { get; set; }

    void Write(EntryWriter writer);
}
