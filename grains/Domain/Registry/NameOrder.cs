namespace Qianliyan.Domain.Registry;

/// <summary>Finds a twin's place in a list that is kept in order of names.</summary>
static class NameOrder
{
    /// <returns>The index of the name; where it is missing the complement of the index it would get.</returns>
    public static int IndexOf<T>(List<T> ordered, TwinName name, Func<T, TwinName> nameOf)
    {
        int low = 0, high = ordered.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = nameOf(ordered[middle]).CompareTo(name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
