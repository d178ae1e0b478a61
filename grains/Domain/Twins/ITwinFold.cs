using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Twins;

/// <summary>
/// The pure heart of a twin: <c>(state, entry, policy) -> (state, effects)</c>. No clock, no I/O, no Orleans.
/// The state is changed in place; the same entries in the same order under the same policy give the same bytes from
/// <see cref="WriteState"/> and the same effects.
/// </summary>
/// <remarks>
/// A twin that keeps more history than belongs in memory splits it into pages (one hour, one day). Before an entry is
/// applied its host asks <see cref="PagesFor"/> and puts the pages named, where storage has them, into the state;
/// after a checkpoint it may take out the pages for which <see cref="MayLeave"/> is true. A fold never knows whether
/// a page was in memory all the time.
/// </remarks>
public interface ITwinFold<TState>
    where TState : class, ITwinState
{
    /// <summary>The state before the first entry.</summary>
    TState Create(TwinName name);

    /// <summary>
    /// Names the pages that must be in memory all the time: its host puts them into a state that was read from a
    /// snapshot before anything else.
    /// </summary>
    void ResidentPages(TState state, List<PageId> pages)
    {
    }

    /// <summary>Names the pages that the entry touches.</summary>
    void PagesFor(TState state, EntryBody body, List<PageId> pages);

    /// <summary>Whether the entry repeats what the state holds already; such an entry is not journaled.</summary>
    bool IsRepeated(TState state, EntryBody body, Policy policy);

    void Apply(TState state, in TwinEntry entry, Policy policy, EffectList effects);

    /// <summary>Whether a page may leave memory after a checkpoint.</summary>
    bool MayLeave(TState state, PageId page);

    /// <summary>The picture that clients get.</summary>
    TwinStatus Describe(TState state);

    /// <summary>Reads a page that <see cref="IPage.Write"/> wrote.</summary>
    IPage ReadPage(PageId id, ref EntryReader reader);

    void WriteState(TState state, EntryWriter writer);

    TState ReadState(TwinName name, ref EntryReader reader);
}
