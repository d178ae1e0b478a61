using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Abstractions;

/// <summary>
/// Where the twins of a silo show what changed, for those who watch. A doorbell, not a journal: nothing may depend on
/// it for completeness, and a call returns at once.
/// </summary>
public interface ITwinChanges
{
    /// <summary>
    /// Whether anybody on this silo wants to know of the twin; if not, no picture of it need be made.
    /// </summary>
    bool IsWatched(TwinName name);

    void Publish(TwinStatus status);

    void Publish(Finding finding);
}
