using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Twins;

/// <summary>The pages of a twin that are in memory: a handful, so a plain list.</summary>
public sealed class PageSet
{
    readonly List<IPage> _pages = new(capacity: 2);

    public IReadOnlyList<IPage> All => _pages;

    /// <summary>How many changed since they were last written.</summary>
    public int Dirty
    {
        get
        {
            int count = 0;
            foreach (IPage page in _pages)
                count += page.IsDirty ? 1 : 0;
            return count;
        }
    }

    public bool Contains(PageId id) => Find(id) is not null;

    public IPage? Find(PageId id)
    {
        foreach (IPage page in _pages)
        {
            if (page.Id == id)
                return page;
        }

        return null;
    }

    /// <summary>The page in memory, or a new one for the start of its window.</summary>
    public T GetOrAdd<T>(PageId id, Func<BeijingTime, T> make)
        where T : class, IPage
    {
        if (Find(id) is { } page)
            return (T)page;
        T made = make(id.Start);
        _pages.Add(made);
        return made;
    }

    public void Add(IPage page)
    {
        if (Contains(page.Id))
            throw new InvalidOperationException($"Page {page.Id} is in memory already.");
        _pages.Add(page);
    }

    public void Remove(PageId id) => _pages.RemoveAll(page => page.Id == id);
}
