/* SPDX-License-Identifier: MIT */
/* The few words that a book shows and its document does not hold. */
#include "write/epub.h"

static const struct {
    const char *language;
    const char *words[EPUB_WORD_COUNT];
} tables[] = {
    {"en",
        {"Contents", "Cover", "Title page", "Text", "Pages", "Half title",
            "Colophon", "Publisher:", "Date:", "Source:", "Notes"}},
    {"de",
        {"Inhalt", "Umschlag", "Titelseite", "Text", "Seiten", "Schmutztitel",
            "Impressum", "Verlag:", "Datum:", "Quelle:", "Anmerkungen"}},
    {"fr",
        {"Table des matières", "Couverture", "Page de titre", "Texte", "Pages",
            "Faux-titre", "Achevé d’imprimer",
            "Éditeur :", "Date :", "Source :", "Notes"}},
    {"es",
        {"Índice", "Cubierta", "Portada", "Texto", "Páginas", "Portadilla",
            "Colofón", "Editorial:", "Fecha:", "Fuente:", "Notas"}},
    {"it",
        {"Indice", "Copertina", "Frontespizio", "Testo", "Pagine", "Occhiello",
            "Colophon", "Editore:", "Data:", "Fonte:", "Note"}},
    {"pt",
        {"Sumário", "Capa", "Folha de rosto", "Texto", "Páginas",
            "Falsa folha de rosto", "Colofão",
            "Editora:", "Data:", "Fonte:", "Notas"}},
    {"nl",
        {"Inhoud", "Omslag", "Titelpagina", "Tekst", "Pagina’s", "Franse titel",
            "Colofon", "Uitgever:", "Datum:", "Bron:", "Noten"}},
    {"pl",
        {"Spis treści", "Okładka", "Strona tytułowa", "Tekst", "Strony",
            "Przedtytuł", "Kolofon",
            "Wydawca:", "Data:", "Źródło:", "Przypisy"}},
    {"cs",
        {"Obsah", "Obálka", "Titulní strana", "Text", "Strany", "Patitul",
            "Tiráž", "Nakladatel:", "Datum:", "Zdroj:", "Poznámky"}},
    {"sv",
        {"Innehåll", "Omslag", "Titelsida", "Text", "Sidor", "Smutstitel",
            "Kolofon", "Förlag:", "Datum:", "Källa:", "Noter"}},
    {"fi",
        {"Sisällys", "Kansi", "Nimiösivu", "Teksti", "Sivut", "Esinimiö",
            "Kolofoni", "Kustantaja:", "Päiväys:", "Lähde:", "Viitteet"}},
    {"la",
        {"Index", "Tegumentum", "Titulus", "Textus", "Paginae",
            "Titulus brevis", "Colophon",
            "Editor:", "Dies:", "Fons:", "Adnotationes"}},
    {"ru",
        {"Содержание", "Обложка", "Титульный лист", "Текст", "Страницы",
            "Шмуцтитул", "Выходные данные",
            "Издательство:", "Дата:", "Источник:", "Примечания"}},
    {"uk",
        {"Зміст", "Обкладинка", "Титульна сторінка", "Текст", "Сторінки",
            "Шмуцтитул", "Вихідні дані",
            "Видавництво:", "Дата:", "Джерело:", "Примітки"}},
    {"be",
        {"Змест", "Вокладка", "Тытульны ліст", "Тэкст", "Старонкі", "Шмуцтытул",
            "Выхадныя дадзеныя",
            "Выдавецтва:", "Дата:", "Крыніца:", "Заўвагі"}},
    {"bg",
        {"Съдържание", "Корица", "Заглавна страница", "Текст", "Страници",
            "Шмуцтитул", "Издателско каре",
            "Издател:", "Дата:", "Източник:", "Бележки"}},
    {"el",
        {"Περιεχόμενα", "Εξώφυλλο", "Σελίδα τίτλου", "Κείμενο", "Σελίδες",
            "Ψευδότιτλος", "Κολοφώνας",
            "Εκδότης:", "Ημερομηνία:", "Πηγή:", "Σημειώσεις"}},
    {"ar",
        {"المحتويات", "الغلاف", "صفحة العنوان", "النص", "الصفحات",
            "العنوان المختصر", "بيانات النشر",
            "الناشر:", "التاريخ:", "المصدر:", "الهوامش"}},
    {"he",
        {"תוכן העניינים", "כריכה", "עמוד השער", "טקסט", "עמודים", "שער קצר",
            "קולופון", "הוצאה לאור:", "תאריך:", "מקור:", "הערות"}},
    {"zh",
        {"目录", "封面", "书名页", "正文", "页码", "半书名页", "版权页",
            "出版社：", "日期：", "来源：", "注释"}},
    {"ja",
        {"目次", "表紙", "扉", "本文", "ページ", "前扉", "奥付", "出版社：",
            "日付：", "出典：", "注"}},
    {"ko",
        {"차례", "표지", "속표지", "본문", "쪽", "반표제지", "판권",
            "출판사:", "날짜:", "출처:", "주"}},
};

const char *
epub_word(struct epub *epub, enum epub_word word)
{
    dc_str primary = epub_primary_language(epub->language);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        if (dc_str_equal(primary, tables[i].language))
            return tables[i].words[word];
    return tables[0].words[word];
}
