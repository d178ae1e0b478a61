using Qianliyan.Cli.Text;

namespace Qianliyan.Cli.Connecting;

/// <summary>Walks a list of the server page by page, up to a number, and says whether there are more.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="limit">At most so many.</param>
/// <param name="noun">What one of them is called.</param>
sealed class Listing<T>(int limit, string noun)
{
    const int MostOnPage = 500;

    int _count;
    bool _isMore;

    /// <summary>Items of a page: one more than the limit tells whether there are more.</summary>
    public int PageSize => (int)Math.Min(MostOnPage, limit + 1L);

    public bool IsEmpty => _count == 0;

    /// <summary>Such as <c>200 twins; there are more, see --limit</c>.</summary>
    public string Summary => $"{CountText.Of(_count, noun)}{(_isMore ? "; there are more, see --limit" : "")}";

    /// <param name="fetch">Fetches the page of a token, empty for the first; gives the token of the next, empty for none.</param>
    /// <param name="show">Shows one.</param>
    public async Task Walk(Func<string, Task<(IEnumerable<T> Items, string Next)>> fetch, Func<T, Task> show)
    {
        string token = "";
        do
        {
            (IEnumerable<T> items, token) = await fetch(token);
            foreach (T item in items)
            {
                _isMore = _count == limit;
                if (_isMore)
                    return;
                _count++;
                await show(item);
            }
        }
        while (token.Length > 0);
    }
}
